import { describe, expect, it } from 'vitest';
import { healthySlo, NOW, unseenSlo } from '../../../support/slo-statuses.js';
import { FakeApi } from '../fake-api.js';
import { type Answer, serveApp } from '../serving.js';

const ids = ({ data }: Answer, list: string) =>
  (data as Record<string, { id: string }[]>)[list]?.map(({ id }) => id);

describe('GET /api/v1/slos', () => {
  it('tells all, or those of one service', async () => {
    const { get } = await serveApp();
    const all = ['checkout-api/availability', 'checkout-api/latency', 'search-api/availability'];
    expect(ids(await get('/api/v1/slos'), 'slos')).toEqual(all);
    expect(ids(await get('/api/v1/slos?service=search-api'), 'slos')).toEqual(['search-api/availability']);
    expect(ids(await get('/api/v1/slos?service=nowhere'), 'slos')).toEqual([]);
  });

  it('tells the templates of the service besides', async () => {
    const api = new FakeApi();
    const template = {
      id: 'search-api/availability',
      labels: ['route'],
      max: 3,
      groups: 3,
      vanished: 1,
      lookedAt: NOW,
      problem: '1 label set is left out',
    };
    api.status = { ...api.status, templates: [template] };
    const { get } = await serveApp({}, api);
    const all = [{ ...template, lookedAt: '2026-11-23T02:30:00.000Z' }];
    expect((await get('/api/v1/slos')).data).toMatchObject({ templates: all });
    expect((await get('/api/v1/status')).data).toMatchObject({ templates: all });
    expect((await get('/api/v1/slos?service=checkout-api')).data).toMatchObject({ templates: [] });
  });

  it('refuses a service named twice', async () => {
    const { get } = await serveApp();
    expect((await get('/api/v1/slos?service=a&service=b')).status).toBe(400);
  });
});

describe('GET /api/v1/slos/:service/:slo', () => {
  it('keeps the field names, and writes instants as ISO 8601', async () => {
    const { get } = await serveApp();
    const { status, data } = await get('/api/v1/slos/checkout-api/latency');
    expect(status).toBe(200);
    expect(data).toMatchObject({
      id: 'checkout-api/latency',
      state: 'page',
      target: 0.9995,
      sloWindowMs: 2_592_000_000,
      evaluatedAt: '2026-11-23T02:30:00.000Z',
      dataUntil: '2026-11-23T02:29:50.000Z',
      alert: { severity: 'page', firingSince: '2026-11-23T02:21:00.000Z' },
      budget: { kind: 'measured', remaining: 0.5, exhaustion: { at: '2026-12-23T02:30:00.000Z' } },
      policy: { since: '2026-11-22T02:30:00.000Z' },
      incidentId: 'INC-7',
    });
  });

  it('says unknown as null and in words, never as a number', async () => {
    const api = new FakeApi();
    api.sloList = [unseenSlo()];
    const { get } = await serveApp({}, api);
    const { data } = await get('/api/v1/slos/search-api/unseen');
    expect(data).toMatchObject({
      state: 'unknown',
      unknownBecause: { reason: 'catching-up', text: 'not evaluated yet' },
      evaluatedAt: null,
      dataUntil: null,
      alert: null,
      budget: { kind: 'unknown', reason: 'catching-up' },
      policy: { band: 'unknown', gate: 'unknown', since: null },
    });
    expect((data as { budget: object }).budget).not.toHaveProperty('remaining');
  });

  it('finds the SLO of a route', async () => {
    const api = new FakeApi();
    api.sloList = [{ ...healthySlo(), id: 'checkout-api/availability:/a', name: 'availability:/a' }];
    const { get } = await serveApp({}, api);
    const { data } = await get(`/api/v1/slos/checkout-api/${encodeURIComponent('availability:/a')}`);
    expect(data).toMatchObject({ name: 'availability:/a' });
  });

  it('answers although a budget lasts longer than a calendar', async () => {
    const api = new FakeApi();
    const { budget } = healthySlo();
    if (budget.kind !== 'measured') throw new Error('the sample is measured');
    api.sloList = [
      healthySlo({ budget: { ...budget, exhaustion: { kind: 'at', at: 1e20, burnRate: 1e-9 } } }),
    ];
    const { get } = await serveApp({}, api);
    const { status, data } = await get('/api/v1/slos/checkout-api/availability');
    expect(status).toBe(200);
    expect(data).toMatchObject({ budget: { exhaustion: { at: '+275760-09-13T00:00:00.000Z' } } });
  });

  it('does not know others', async () => {
    const { get } = await serveApp();
    expect((await get('/api/v1/slos/search-api/latency')).status).toBe(404);
  });
});

describe('GET /api/v1/budget', () => {
  it('tells budget, coverage, window and policy of each SLO', async () => {
    const { get } = await serveApp();
    expect(ids(await get('/api/v1/budget'), 'budgets')).toHaveLength(3);
    const { data } = await get('/api/v1/budget?service=search-api');
    expect(data).toEqual({
      budgets: [
        {
          id: 'search-api/availability',
          service: 'search-api',
          name: 'availability',
          target: 0.9995,
          sloWindowMs: 2_592_000_000,
          budget: { kind: 'unknown', windowMs: 2_592_000_000, coverage: 0.4, reason: 'no-series' },
          excluded: null,
          policy: {
            band: 'unknown',
            consequence: 'the budget cannot be told',
            gate: 'unknown',
            since: null,
          },
          evaluatedAt: new Date(NOW).toISOString(),
        },
      ],
    });
  });
});
