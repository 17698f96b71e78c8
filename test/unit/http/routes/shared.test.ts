import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../src/core/time/duration.js';
import { FakeApi } from '../fake-api.js';
import { bearer, serveApp } from '../serving.js';

const PATH = '/api/v1/shared/incidents/INC-7_a-very-secret-secret';

describe('links to what is shared', () => {
  it('are made with a time that they hold, and their address', async () => {
    const { api, post } = await serveApp({ externalUrl: 'https://fire.example' });
    const body = { for: 'PayCo', expiresIn: '2d', by: 'maria' };
    const { status, data } = await post('/api/v1/incidents/INC-7/share-links', body, bearer());
    expect(status).toBe(201);
    const page = '/shared/INC-7_a-very-secret-secret';
    expect(data).toMatchObject({ link: 1, path: page, url: `https://fire.example${page}` });
    expect(api.calls).toEqual([['makeShareLink', 'INC-7', { for: 'PayCo', holds: 2 * DAY }, 'maria']]);
    const long = await post('/api/v1/incidents/INC-7/share-links', { ...body, expiresIn: '1y' }, bearer());
    expect(long.status).toBe(400);
  });

  it('are read by whoever has them, where reads are closed too, and only so often', async () => {
    const { get } = await serveApp({ listensOnLoopback: false, openReads: false });
    const { status, data } = await get(PATH);
    expect([status, Object.keys(data as object).sort()]).toEqual([
      200,
      ['entries', 'service', 'severity', 'status', 'title'],
    ]);
    let last = 200;
    for (let i = 0; i < 60; i += 1) last = (await get(`${PATH.toUpperCase()}x`)).status;
    expect(last).toBe(429);
    expect((await get(PATH)).status).toBe(429);
  });

  it('are not in the log when something goes wrong', async () => {
    const api = new FakeApi();
    api.sharedIncident = () => Promise.reject(new Error('the disk is full'));
    const logged: unknown[] = [];
    const note = (...line: unknown[]) => void logged.push(line);
    const { get } = await serveApp({ log: { debug: note, info: note, warn: note, error: note } }, api);
    expect((await get(PATH)).status).toBe(500);
    expect(JSON.stringify(logged)).toContain('/api/v1/shared/incidents/…');
    expect(JSON.stringify(logged)).not.toContain('a-very-secret-secret');
  });
});
