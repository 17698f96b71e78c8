import { describe, expect, it } from 'vitest';
import { calendarWindow } from '../../../../src/core/slo/slo-window.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { FakeApi } from '../fake-api.js';
import { serveApp } from '../serving.js';

const PATH = '/api/v1/slos/checkout-api/latency/what-if';
const TIER = { severity: 'page', shortWindow: '5m', longWindow: '1h', burnRate: 14.4 };

describe('POST /api/v1/slos/:service/:slo/what-if', () => {
  it('takes durations in words, and leaves what is not said as it is', async () => {
    const api = new FakeApi();
    const { post } = await serveApp({}, api);
    expect((await post(PATH, { tiers: [TIER] })).status).toBe(200);
    expect(api.calls).toEqual([
      [
        'whatIf',
        'checkout-api/latency',
        {
          target: undefined,
          window: undefined,
          tiers: [{ severity: 'page', shortWindow: 5 * MINUTE, longWindow: HOUR, burnRate: 14.4 }],
        },
        expect.stringMatching(/^address /),
      ],
    ]);
  });

  it.each([
    ['7d', { kind: 'rolling', durationMs: 7 * DAY }],
    [{ calendar: 'quarter' }, calendarWindow('quarter', 'UTC')],
    [{ calendar: 'month', time_zone: 'Europe/Berlin' }, calendarWindow('month', 'Europe/Berlin')],
  ])('takes the window %j', async (window, read) => {
    const api = new FakeApi();
    const { post } = await serveApp({}, api);
    expect((await post(PATH, { window })).status).toBe(200);
    expect(api.calls[0]?.[2]).toEqual({ target: undefined, window: read, tiers: undefined });
  });

  it.each([
    { target: '99.9' },
    { window: { calendar: 'fortnight' } },
    { window: { calendar: 'month', time_zone: 'Europe/Bonn' } },
    { window: ['7d'] },
    { window: 'long' },
    { tiers: 'default' },
    { tiers: [{ ...TIER, severity: 'call' }] },
    { tiers: [{ ...TIER, burnRate: undefined }] },
    { tiers: [7] },
  ])('refuses %j', async (body) => {
    const { post } = await serveApp();
    expect((await post(PATH, body)).status).toBe(400);
  });
});
