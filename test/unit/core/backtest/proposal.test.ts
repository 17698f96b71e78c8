import { describe, expect, it } from 'vitest';
import { proposedSlo } from '../../../../src/core/backtest/proposal.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { checkoutSlo } from '../../../support/checkout-slos.js';

const AS_IT_IS = { target: undefined, windowMs: undefined, tiers: undefined };
const SLO = checkoutSlo({
  objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: 12 * HOUR } },
  alertPolicies: defaultAlertPolicies(12 * HOUR),
});

function tier(shortWindow: number, longWindow: number) {
  return { severity: 'page' as const, shortWindow, longWindow, burnRate: 14.4 };
}

describe('proposedSlo', () => {
  it('is the SLO itself where nothing is proposed', () => {
    expect(proposedSlo(SLO, AS_IT_IS)).toEqual(SLO);
  });

  it('has the usual tiers of a new window where it had those of the old one', () => {
    const proposed = proposedSlo(SLO, { ...AS_IT_IS, windowMs: 30 * DAY });
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
    expect(proposedSlo(own, { ...AS_IT_IS, windowMs: DAY })).toMatchObject({
      alertPolicies: own.alertPolicies,
    });
  });

  it.each([
    [{ ...AS_IT_IS, target: 1 }, '"target"'],
    [{ ...AS_IT_IS, target: Number.NaN }, '"target"'],
    [{ ...AS_IT_IS, windowMs: MINUTE }, '"window"'],
    [{ ...AS_IT_IS, tiers: [tier(HOUR, HOUR)] }, 'shorter'],
    [{ ...AS_IT_IS, tiers: [{ ...tier(MINUTE, HOUR), burnRate: 0 }] }, 'over 0'],
    [{ ...AS_IT_IS, tiers: [tier(5 * MINUTE, 13 * HOUR)] }, 'longer than the SLO window of 12h'],
    [{ ...AS_IT_IS, tiers: [tier(5 * MINUTE, HOUR), tier(10 * MINUTE, HOUR)] }, 'twice'],
    [{ ...AS_IT_IS, tiers: Array.from({ length: 9 }, (_, n) => tier(MINUTE, (n + 1) * HOUR)) }, 'at most 8'],
  ])('refuses %j', (proposal, words) => {
    expect(proposedSlo(SLO, proposal)).toEqual({ wrong: expect.stringContaining(words) as string });
  });
});
