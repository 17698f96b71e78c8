import { describe, expect, it } from 'vitest';
import { healthySlo } from '../../support/slo-statuses.js';
import { FakeApi } from './fake-api.js';
import { serveApp } from './serving.js';

const listOf = async (count: number) => {
  const api = new FakeApi();
  api.sloList = Array.from({ length: count }, (_, n) => healthySlo({ id: `s/${n}`, name: String(n) }));
  const { get } = await serveApp({}, api);
  return get('/api/v1/slos');
};

describe('a list of SLOs', () => {
  it.each([0, 1, 99, 100, 101, 200, 1234])('of %i has them all in their order', async (count) => {
    const { data, status, headers } = await listOf(count);
    const { slos, templates } = data as { slos: { id: string }[]; templates: unknown[] };

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(slos.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, n) => `s/${n}`));
    expect(templates).toEqual([]);
  });

  it('lets others have their turn while it is written', async () => {
    const api = new FakeApi();
    api.sloList = Array.from({ length: 5_000 }, (_, n) => healthySlo({ id: `s/${n}`, name: String(n) }));
    const { get } = await serveApp({}, api);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await get('/api/v1/slos');
    clearInterval(timer);

    expect(turns).toBeGreaterThan(10);
  });
});
