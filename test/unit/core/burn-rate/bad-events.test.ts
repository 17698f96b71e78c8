import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  badEventsToFire,
  burnOfOneFailure,
  probeInterval,
} from '../../../../src/core/burn-rate/bad-events.js';
import { readTier } from '../../../../src/core/burn-rate/read-tier.js';
import { readWindow } from '../../../../src/core/burn-rate/read-window.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { errorBudget } from '../../../../src/core/slo/slo.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const objective = (target: number) => ({
  target,
  sloWindow: { kind: 'rolling', durationMs: 30 * DAY } as const,
});
const tier = {
  id: 'page-1h',
  severity: 'page',
  longWindow: HOUR,
  shortWindow: 5 * MINUTE,
  burnRateThreshold: 14.4,
  minBadEvents: 3,
} as const;

describe('bad events that fire a tier', () => {
  it.each([
    [0.999, 10_000, 145],
    [0.999, 1000, 15],
    [0.999, 100, 3],
    [0.999, 3, 3],
    [0.999, 2, undefined],
    [0.9, 1000, undefined],
  ])('at %f, of %i events in the long window: %s', (target, events, bad) => {
    expect(badEventsToFire(objective(target), tier, events)).toBe(bad);
  });

  it('are the fewest for which the judgement of the daemon is over', () => {
    const arbitrary = fc.record({
      target: fc.integer({ min: 500, max: 9999 }).map((parts) => parts / 10_000),
      events: fc.integer({ min: 1, max: 100_000 }),
      which: fc.nat(3),
      floor: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ target, events, which, floor }) => {
        const [any] = defaultAlertPolicies(30 * DAY).slice(which);
        if (!any) throw new Error('there are four tiers');
        const policy = { ...any, minBadEvents: floor };
        const promise = objective(target);
        const verdict = (bad: number) => {
          const reading = (windowMs: number) =>
            readWindow(
              windowMs,
              { bad, total: events, knownMs: windowMs, spanMs: windowMs },
              errorBudget(promise),
              undefined,
            );
          return readTier(policy, reading(policy.longWindow), reading(policy.shortWindow)).verdict;
        };
        const fires = badEventsToFire(promise, policy, events);
        expect(verdict(fires ?? events)).toBe(fires === undefined ? 'under' : 'over');
        if (fires !== undefined) expect(verdict(fires - 1)).toBe('under');
      }),
    );
  });
});

it('one failure at night is a thousandfold burn', () => {
  expect(burnOfOneFailure(objective(0.999), 1)).toBeCloseTo(1000, 9);
  expect(burnOfOneFailure(objective(0.999), 0.2)).toBeCloseTo(1000, 9);
  expect(burnOfOneFailure(objective(0.999), 50)).toBeCloseTo(20, 9);
});

it('a probe reaches the floor within the short window', () => {
  expect(probeInterval(tier)).toBe(100_000);
  expect(probeInterval({ ...tier, minBadEvents: 0 })).toBe(5 * MINUTE);
});
