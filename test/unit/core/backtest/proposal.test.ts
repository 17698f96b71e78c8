import { describe, expect, it } from 'vitest';
import { proposedSlo } from '../../../../src/core/backtest/proposal.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { calendarWindow } from '../../../../src/core/slo/slo-window.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { checkoutSlo } from '../../../support/checkout-slos.js';

const AS_IT_IS = { target: undefined, window: undefined, tiers: undefined };
const SLO = checkoutSlo({
  objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: 12 * HOUR } },
  alertPolicies: defaultAlertPolicies(12 * HOUR),
});

const rolling = (durationMs: number) => ({ kind: 'rolling', durationMs }) as const;

function tier(shortWindow: number, longWindow: number) {
  return { severity: 'page' as const, shortWindow, longWindow, burnRate: 14.4 };
}

describe('proposedSlo', () => {
  it('is the SLO itself where nothing is proposed', () => {
    expect(proposedSlo(SLO, AS_IT_IS)).toEqual(SLO);
  });

  it('has the usual tiers of a new window where it had those of the old one', () => {
    const proposed = proposedSlo(SLO, { ...AS_IT_IS, window: rolling(30 * DAY) });
    expect(proposed).toMatchObject({ alertPolicies: defaultAlertPolicies(30 * DAY) });
  });

  it('keeps tiers of its own, pages first', () => {
    const tiers = [
      { ...tier(10 * MINUTE, 2 * HOUR), severity: 'ticket' as const },
      tier(5 * MINUTE, 3 * HOUR),
    ];
    const own = proposedSlo(SLO, { ...AS_IT_IS, tiers });
    if ('wrong' in own) throw new Error(own.wrong);
    expect(own.alertPolicies.map(({ id }) => id)).toEqual(['page-3h', 'ticket-2h']);
    expect(proposedSlo(own, { ...AS_IT_IS, window: rolling(DAY) })).toMatchObject({
      alertPolicies: own.alertPolicies,
    });
  });

  it('may be of a calendar, and has the usual tiers of its nominal length', () => {
    const month = calendarWindow('month', 'Europe/Berlin');
    expect(proposedSlo(SLO, { ...AS_IT_IS, window: month })).toMatchObject({
      objective: { target: 0.9995, sloWindow: month },
      alertPolicies: defaultAlertPolicies(30 * DAY),
    });
  });

  it('loses those of the usual tiers that a looser target puts out of reach', () => {
    const proposed = proposedSlo(SLO, { ...AS_IT_IS, target: 0.9 });
    if ('wrong' in proposed) throw new Error(proposed.wrong);
    expect(proposed.alertPolicies.map(({ burnRateThreshold }) => burnRateThreshold)).toEqual([6, 3, 1]);
    // And gets them back.
    expect(proposedSlo(proposed, { ...AS_IT_IS, target: 0.9995 })).toMatchObject({
      alertPolicies: SLO.alertPolicies,
    });
  });

  it('refuses what slices of time cannot tell', () => {
    const timeSlices = { lengthMs: 5 * MINUTE, goodShare: 0.95, withoutTraffic: 'good' } as const;
    expect(proposedSlo({ ...SLO, timeSlices }, { ...AS_IT_IS, tiers: [tier(5 * MINUTE, HOUR)] })).toEqual({
      wrong: expect.stringContaining('less than two slices of 5m') as string,
    });
  });

  it.each([
    [{ ...AS_IT_IS, target: 1 }, '"target"'],
    [{ ...AS_IT_IS, target: Number.NaN }, '"target"'],
    [{ ...AS_IT_IS, window: rolling(MINUTE) }, '"window"'],
    [{ ...AS_IT_IS, window: rolling(367 * DAY) }, '"window" is from 1h to 366d'],
    [{ ...AS_IT_IS, tiers: [tier(HOUR, HOUR)] }, 'shorter'],
    [{ ...AS_IT_IS, tiers: [tier(1500, HOUR)] }, 'whole seconds'],
    [{ ...AS_IT_IS, target: 0.9, tiers: [tier(5 * MINUTE, HOUR)] }, 'under 10,'],
    [{ ...AS_IT_IS, tiers: [{ ...tier(MINUTE, HOUR), burnRate: 0 }] }, 'over 0'],
    [{ ...AS_IT_IS, tiers: [tier(5 * MINUTE, 13 * HOUR)] }, 'longer than the SLO window of 12h'],
    [{ ...AS_IT_IS, tiers: [tier(5 * MINUTE, HOUR), tier(10 * MINUTE, HOUR)] }, 'twice'],
    [{ ...AS_IT_IS, tiers: Array.from({ length: 9 }, (_, n) => tier(MINUTE, (n + 1) * HOUR)) }, 'at most 8'],
  ])('refuses %j', (proposal, words) => {
    expect(proposedSlo(SLO, proposal)).toEqual({ wrong: expect.stringContaining(words) as string });
  });
});
