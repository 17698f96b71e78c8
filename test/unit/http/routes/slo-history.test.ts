import { describe, expect, it } from 'vitest';
import { FakeApi } from '../fake-api.js';
import { serveApp } from '../serving.js';

const LATENCY = '/api/v1/slos/checkout-api/latency';

describe('GET /api/v1/slos/:service/:slo/history', () => {
  it('hands on what is asked for', async () => {
    const api = new FakeApi();
    const { get } = await serveApp({}, api);
    await get(`${LATENCY}/history`);
    await get(`${LATENCY}/history?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00%2B01:00&points=10`);
    expect(api.calls).toEqual([
      ['sloHistory', 'checkout-api/latency', { from: undefined, to: undefined, points: 240 }],
      [
        'sloHistory',
        'checkout-api/latency',
        { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 1, 23), points: 10 },
      ],
    ]);
  });

  it('says unknown as null, also in lists', async () => {
    const { get } = await serveApp();
    const { data } = await get(`${LATENCY}/history`);
    expect(data).toMatchObject({
      steps: [{ errorRatio: null, remaining: null, coverage: 0 }, { errorRatio: 0.003 }],
      tiers: [{ long: [null, 6], over: [false, false] }],
      bands: [{ above: 0.5 }, { id: 'exhausted', above: null }],
    });
  });

  it.each(['from=yesterday', 'points=0', 'points=501', 'points=1.5', 'from=a&from=b'])(
    'refuses %s',
    async (asked) => {
      const { get } = await serveApp();
      expect((await get(`${LATENCY}/history?${asked}`)).status).toBe(400);
    },
  );
});
