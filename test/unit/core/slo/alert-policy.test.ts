import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertPolicyId, defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const brief = (sloWindow: number) =>
  defaultAlertPolicies(sloWindow).map(({ id, shortWindow, burnRateThreshold }) => [
    id,
    shortWindow / MINUTE,
    burnRateThreshold,
  ]);

describe('defaultAlertPolicies', () => {
  it.each([25, 28, 30, 35])('takes the workbook as printed for %d days', (days) => {
    expect(brief(days * DAY)).toEqual([
      ['page-1h', 5, 14.4],
      ['page-6h', 30, 6],
      ['ticket-1d', 120, 3],
      ['ticket-3d', 360, 1],
    ]);
  });

  it('scales the windows and keeps the thresholds for 7 days', () => {
    expect(brief(7 * DAY)).toEqual([
      ['page-14m', 70 / 60, 14.4],
      ['page-1h24m', 7, 6],
      ['ticket-5h36m', 28, 3],
      ['ticket-16h48m', 84, 1],
    ]);
  });

  it('gives tiers that can be told apart, in order, with windows that fit, for any window', () => {
    fc.assert(
      fc.property(fc.integer({ min: HOUR / SECOND, max: (400 * DAY) / SECOND }), (seconds) => {
        const sloWindow = seconds * SECOND;
        const tiers = defaultAlertPolicies(sloWindow);
        expect(new Set(tiers.map(({ id }) => id)).size).toBe(4);
        tiers.forEach(({ shortWindow, longWindow }, i) => {
          expect(shortWindow).toBeLessThanOrEqual(longWindow);
          expect(longWindow).toBeLessThanOrEqual(sloWindow);
          expect(longWindow % SECOND).toBe(0);
          expect(longWindow).toBeGreaterThanOrEqual(tiers[i - 1]?.longWindow ?? 0);
        });
      }),
    );
  });

  it('names a tier by what it does', () => {
    expect(alertPolicyId('ticket', 90 * MINUTE)).toBe('ticket-1h30m');
  });
});
