import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TierReading, WindowReading } from '../../../../src/core/burn-rate/reading.js';
import { clearsAt } from '../../../../src/core/incident/clears-at.js';
import { recoveryFigures, seeRecovery } from '../../../../src/core/incident/recovery.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const BUDGET = 0.001;

function measured(windowMs: number, burnRate: number, totalEvents = 10_000, coverage = 1): WindowReading {
  const errorRatio = burnRate * BUDGET;
  return {
    kind: 'measured',
    windowMs,
    badEvents: errorRatio * totalEvents,
    totalEvents,
    errorRatio,
    burnRate,
    coverage,
  };
}

function tier(short: WindowReading, long: WindowReading = measured(HOUR, 1)): TierReading {
  return { policyId: 'page-1h', severity: 'page', burnRateThreshold: 14.4, long, short, verdict: 'under' };
}

describe('seeRecovery', () => {
  it.each([
    ['within', tier(measured(5 * MINUTE, 1))],
    ['outside', tier(measured(5 * MINUTE, 1.1))],
    // Until the failure has left the hour, recovery is not seen.
    ['outside', tier(measured(5 * MINUTE, 0), measured(HOUR, 1.1))],
    [
      'unknown',
      tier(measured(5 * MINUTE, 0), { kind: 'unknown', windowMs: HOUR, coverage: 0, reason: 'stale' }),
    ],
    ['unknown', tier({ kind: 'unknown', windowMs: 5 * MINUTE, coverage: 0, reason: 'stale' })],
    ['unknown', tier(measured(5 * MINUTE, 0, 10_000, 0.5))],
    ['too-little-traffic', tier({ kind: 'no-traffic', windowMs: 5 * MINUTE, coverage: 1 })],
    // 3 / (14.4 × 0.001) = 208.3: at the threshold so many events hold a bad one with 95 %.
    ['too-little-traffic', tier(measured(5 * MINUTE, 0, 208))],
    ['within', tier(measured(5 * MINUTE, 0, 209))],
    ['no-page-tier', { ...tier(measured(5 * MINUTE, 0)), severity: 'ticket' as const }],
  ])('is %s', (code, reading) => {
    expect(seeRecovery([reading], BUDGET).code).toBe(code);
  });

  it('says with figures what is missing', () => {
    expect(seeRecovery([tier(measured(5 * MINUTE, 0, 42))], BUDGET).text).toBe(
      '42 events over 5m, and 209 are needed to mean it',
    );
    expect(seeRecovery([tier(measured(5 * MINUTE, 3))], BUDGET).text).toBe(
      'still burning 3x over 5m, and at most 1x is recovery',
    );
  });

  it('wants both windows of the fastest page tier, and the short one of the others', () => {
    const good = tier(measured(5 * MINUTE, 0));
    const slow = (short: number, long: number) =>
      tier(measured(30 * MINUTE, short), measured(6 * HOUR, long));
    expect(seeRecovery([slow(2, 0), good], BUDGET).code).toBe('outside');
    expect(seeRecovery([slow(0, 100), good], BUDGET).code).toBe('within');
    const long = tier(measured(5 * MINUTE, 0.25), measured(HOUR, 12.34));
    expect(seeRecovery([slow(0, 100), long], BUDGET)).toEqual({
      code: 'outside',
      text: 'still burning 12.3x over 1h, and at most 1x is recovery',
    });
    expect(recoveryFigures(long)).toBe('12.3x over 1h, 0.25x over 5m');
  });
});

describe('clearsAt', () => {
  const window = { to: 60 * MINUTE, windowMs: 60 * MINUTE, budget: BUDGET };
  /** A slot a minute, newest first, with 1000 events each. */
  const slots = (bad: (minute: number) => number) =>
    Array.from({ length: 60 }, (_, index) => {
      const minute = 59 - index;
      return { start: minute * MINUTE, bad: bad(minute), total: 1000 };
    });

  it('is now where too little has failed, else when enough of the failures are as old as the window', () => {
    expect(
      clearsAt(
        slots(() => 0),
        MINUTE,
        window,
      ),
    ).toBe(60 * MINUTE);
    // 60 bad events of 60,000 are the whole budget.
    expect(
      clearsAt(
        slots((minute) => (minute === 30 ? 60 : 0)),
        MINUTE,
        window,
      ),
    ).toBe(60 * MINUTE);
    expect(
      clearsAt(
        slots((minute) => (minute === 30 ? 61 : 0)),
        MINUTE,
        window,
      ),
    ).toBe(91 * MINUTE);
    expect(
      clearsAt(
        slots((minute) => (minute < 30 ? 1000 : 0)),
        MINUTE,
        window,
      ),
    ).toBe(90 * MINUTE);
    expect(clearsAt([], MINUTE, window)).toBe(60 * MINUTE);
  });

  it('is no earlier and no later than the window says, minute by minute', () => {
    const failing = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(failing, (counts) => {
        const all = slots((minute) => counts[minute] ?? 0);
        const isWithin = (now: number) => {
          const bad = all.filter(({ start }) => start >= now - 60 * MINUTE);
          return bad.reduce((sum, each) => sum + each.bad, 0) <= BUDGET * 60_000;
        };
        let first = 60 * MINUTE;
        while (!isWithin(first)) first += MINUTE;
        expect(clearsAt(all, MINUTE, window)).toBe(first);
      }),
    );
  });
});
