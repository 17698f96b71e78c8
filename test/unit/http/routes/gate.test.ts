import { describe, expect, it } from 'vitest';
import { FakeApi } from '../fake-api.js';
import { serveApp } from '../serving.js';

const DECISIONS = [
  ['allow', true, 200],
  ['warn', true, 200],
  ['block', false, 403],
  ['unknown', false, 403],
] as const;

async function deciding(decision: (typeof DECISIONS)[number][0]) {
  const api = new FakeApi();
  api.decision = decision;
  return serveApp({}, api);
}

describe('GET /api/v1/gate', () => {
  it.each(DECISIONS)('answers 200 with %s', async (decision, ok) => {
    const { get } = await deciding(decision);
    const { status, data } = await get('/api/v1/gate?service=checkout-api');
    expect(status).toBe(200);
    expect(data).toMatchObject({ decision, ok, reason: `because of ${decision}`, environment: null });
  });

  it('leaves an unknown budget null', async () => {
    const { get } = await deciding('unknown');
    const { data } = await get('/api/v1/gate?service=checkout-api');
    expect(data).toMatchObject({ evaluatedAt: null, slos: [{ budgetRemaining: null, band: 'unknown' }] });
  });

  it.each(['environment', 'env'])('asks for the environment given as %s', async (name) => {
    const { api, get } = await serveApp();
    const { data } = await get(`/api/v1/gate?service=checkout-api&${name}=production`);
    expect(api.calls).toEqual([['gate', 'checkout-api', 'production']]);
    expect(data).toMatchObject({ environment: 'production' });
  });

  it.each(['', '?service=', '?environment=production', '?service=a&service=b'])(
    'refuses "%s"',
    async (query) => {
      const { api, get } = await serveApp();
      const { status, data } = await get(`/api/v1/gate${query}`);
      expect([status, data]).toMatchObject([400, { error: { code: 'invalid-input' } }]);
      expect(api.calls).toEqual([]);
    },
  );
});

describe('POST /api/v1/gate', () => {
  it.each(DECISIONS)('turns %s into a status', async (decision, ok, expected) => {
    const { post } = await deciding(decision);
    const { status, data } = await post('/api/v1/gate', { name: 'checkout-api' });
    expect(status).toBe(expected);
    expect(data).toMatchObject({ decision, ok });
  });

  it('takes the canary’s name for the service, unless the metadata name another', async () => {
    const { api, post } = await serveApp();
    const canary = { name: 'checkout-canary', namespace: 'shop', phase: 'Progressing' };
    await post('/api/v1/gate', canary);
    await post('/api/v1/gate', { ...canary, metadata: {} });
    await post('/api/v1/gate', {
      ...canary,
      metadata: { service: 'checkout-api', environment: 'production', other: 'ignored' },
    });
    expect(api.calls).toEqual([
      ['gate', 'checkout-canary', undefined],
      ['gate', 'checkout-canary', undefined],
      ['gate', 'checkout-api', 'production'],
    ]);
  });

  it.each([
    {},
    [],
    { name: 7 },
    { name: ' ' },
    { name: 'a', metadata: { service: ['b'] } },
    { metadata: 'b' },
  ])('refuses %j, and asks nothing', async (body) => {
    const { api, post } = await serveApp();
    expect((await post('/api/v1/gate', body)).status).toBe(400);
    expect(api.calls).toEqual([]);
  });
});
