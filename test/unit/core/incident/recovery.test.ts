import { describe, expect, it } from 'vitest';
import type { TierReading, WindowReading } from '../../../../src/core/burn-rate/reading.js';
import { seeRecovery } from '../../../../src/core/incident/recovery.js';
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

function tier(short: WindowReading, long = measured(HOUR, 10)): TierReading {
  return { policyId: 'page-1h', severity: 'page', burnRateThreshold: 14.4, long, short, verdict: 'under' };
}

describe('seeRecovery', () => {
  it.each([
    ['within', tier(measured(5 * MINUTE, 1))],
    ['outside', tier(measured(5 * MINUTE, 1.1))],
    // It holds the failure itself long after its end.
    ['within', tier(measured(5 * MINUTE, 0), measured(HOUR, 100))],
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

  it('wants every page tier', () => {
    const good = tier(measured(5 * MINUTE, 0));
    expect(seeRecovery([good, tier(measured(30 * MINUTE, 2))], BUDGET).code).toBe('outside');
  });
});
