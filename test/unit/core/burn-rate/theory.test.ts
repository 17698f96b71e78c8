import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  budgetShare,
  budgetTime,
  detectionTime,
  errorRatioThreshold,
  exhaustionTime,
  isReachable,
  resetTime,
} from '../../../../src/core/burn-rate/theory.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import type { Objective } from '../../../../src/core/slo/slo.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const objective = (target: number, durationMs = 30 * DAY): Objective => ({
  target,
  sloWindow: { kind: 'rolling', durationMs },
});
const fast = { longWindow: HOUR, shortWindow: 5 * MINUTE, burnRateThreshold: 14.4 };
const slow = { longWindow: 6 * HOUR, shortWindow: 30 * MINUTE, burnRateThreshold: 6 };

describe('theory of a tier', () => {
  it.each([
    [0.9995, 0.0072],
    [0.999, 0.0144],
    [0.9999, 0.00144],
    [0.99, 0.144],
  ])('turns 14.4x at a target of %d into an error ratio of exactly %d', (target, ratio) => {
    expect(errorRatioThreshold(objective(target), fast)).toBe(ratio);
  });

  it('knows the workbook tier detects a total outage of 99.9 % in 0.864 min, 10 % in 8.64 and 2 % in 43.2', () => {
    const minutes = [1, 0.1, 0.02].map(
      (ratio) => (detectionTime(objective(0.999), fast, ratio) ?? 0) / MINUTE,
    );
    expect(minutes[0]).toBeCloseTo(0.864, 9);
    expect(minutes[1]).toBeCloseTo(8.64, 9);
    expect(minutes[2]).toBeCloseTo(43.2, 9);
  });

  it('leaves 1 % of errors at 99.9 % to the 6x tier, after 216 minutes', () => {
    expect(detectionTime(objective(0.999), fast, 0.01)).toBeUndefined();
    expect(detectionTime(objective(0.999), slow, 0.01)).toBeCloseTo(216 * MINUTE, 6);
    expect(resetTime(objective(0.999), fast, 0.01)).toBeUndefined();
  });

  it('never detects errors at the very threshold', () => {
    expect(detectionTime(objective(0.999), fast, 0.0144)).toBeUndefined();
  });

  it('resets when enough errors have left the short window', () => {
    expect(resetTime(objective(0.999), fast, 0.02)).toBeCloseTo(5 * MINUTE * (1 - 0.72), 6);
  });

  it('spends 2 % of a 30-day budget in the long window of 14.4x, all of it in 50 hours', () => {
    expect(budgetShare(objective(0.999), fast)).toBe(0.02);
    expect(exhaustionTime(objective(0.999), 14.4)).toBeCloseTo(50 * HOUR, 6);
    expect(exhaustionTime(objective(0.999), 6)).toBe(5 * DAY);
  });

  it('gives 99.95 % over 30 days 21.6 minutes', () => {
    expect(budgetTime(objective(0.9995))).toBe(21.6 * MINUTE);
  });

  it('calls 14.4x unreachable below a target of about 93.1 %', () => {
    expect(isReachable(objective(0.93), fast)).toBe(false);
    expect(isReachable(objective(0.931), fast)).toBe(true);
    expect(isReachable(objective(0.5), { ...fast, burnRateThreshold: 2 })).toBe(false);
  });

  it('keeps the shares of the default tiers whatever the window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), (days) => {
        const shares = defaultAlertPolicies(days * DAY).map((tier) =>
          budgetShare(objective(0.999, days * DAY), tier),
        );
        [0.02, 0.05, 0.1, 0.1].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 1));
      }),
    );
  });

  it('detects within the long window and resets within the short one, faster the worse it is', () => {
    const ratios = fc.double({ min: 0.0145, max: 1, noNaN: true });
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        const [mild, bad] = a < b ? [a, b] : [b, a];
        const detect = (ratio: number) => detectionTime(objective(0.999), fast, ratio) ?? Number.NaN;
        expect(detect(mild)).toBeLessThanOrEqual(HOUR);
        expect(detect(bad)).toBeLessThanOrEqual(detect(mild));
        expect(resetTime(objective(0.999), fast, bad)).toBeLessThanOrEqual(5 * MINUTE);
      }),
    );
  });
});
