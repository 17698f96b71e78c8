import { describe, expect, it } from 'vitest';
import { timeToClear, timeToFire } from '../../../../src/core/burn-rate/slice-theory.js';
import { detectionTime, resetTime } from '../../../../src/core/burn-rate/theory.js';
import type { AlertPolicy } from '../../../../src/core/slo/alert-policy.js';
import type { Objective } from '../../../../src/core/slo/slo.js';
import type { TimeSlices } from '../../../../src/core/slo/time-slices.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const objective: Objective = { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } };
const tier: AlertPolicy = {
  id: 'page-1h',
  severity: 'page',
  longWindow: HOUR,
  shortWindow: 5 * MINUTE,
  burnRateThreshold: 14.4,
  minBadEvents: 3,
};
const timeSlices: TimeSlices = { lengthMs: MINUTE, goodShare: 0.95, withoutTraffic: 'good' };
const slo = { objective, timeSlices };

describe('theory of slices', () => {
  it('is that of events where events are counted', () => {
    expect(timeToFire({ objective }, tier, 0.5)).toBe(detectionTime(objective, tier, 0.5));
    expect(timeToClear({ objective }, tier, 0.5)).toBe(resetTime(objective, tier, 0.5));
    expect(timeToClear({ objective }, tier, 0.5, MINUTE)).toBe(resetTime(objective, tier, 0.1));
  });

  it('fires with the slice that passes the threshold: 14.4 % of 60 are 8.64, so the ninth', () => {
    expect(timeToFire(slo, tier, 1)).toBe(9 * MINUTE);
    expect(timeToFire(slo, tier, 0.051)).toBe(9 * MINUTE);
    expect(timeToFire(slo, tier, 0.05)).toBeUndefined();
  });

  it('waits for as many bad slices as the tier asks for, and never fires when there are not as many', () => {
    expect(timeToFire(slo, { ...tier, burnRateThreshold: 1 }, 1)).toBe(3 * MINUTE);
    expect(timeToFire(slo, { ...tier, minBadEvents: 61 }, 1)).toBeUndefined();
  });

  it('clears when so many good slices have come that the short window is under', () => {
    expect(timeToClear(slo, tier, 1)).toBe(5 * MINUTE);
    expect(timeToClear(slo, { ...tier, burnRateThreshold: 50 }, 1)).toBe(3 * MINUTE);
    expect(timeToClear(slo, tier, 0.05)).toBeUndefined();
  });

  it('takes the share of bad events where slices count by it', () => {
    const byShare = { objective, timeSlices: { ...timeSlices, goodShare: undefined } };
    expect(timeToFire(byShare, tier, 0.5)).toBe(18 * MINUTE);
    expect(timeToFire(byShare, tier, 0.1)).toBeUndefined();
  });
});
