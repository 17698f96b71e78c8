import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advancePolicy, findBand, type PolicyState } from '../../../../src/core/error-budget/policy-state.js';
import type { BudgetReading } from '../../../../src/core/error-budget/reading.js';
import { UNSTATED_POLICY } from '../../../../src/core/slo/budget-policy.js';
import { DAY } from '../../../../src/core/time/duration.js';

function budget(remaining: number, coverage = 1): BudgetReading {
  return {
    kind: 'measured',
    windowMs: 30 * DAY,
    badEvents: 0,
    totalEvents: 0,
    allowedBadEvents: 0,
    consumed: 1 - remaining,
    remaining,
    coverage,
    approximate: false,
    exhaustion: { kind: 'never' },
  };
}
const unknown: BudgetReading = { kind: 'unknown', windowMs: 30 * DAY, coverage: 1, reason: 'stale' };
const MIN_COVERAGE = 0.9;

const advance = (state: PolicyState | undefined, reading: BudgetReading, at = 1) =>
  advancePolicy(state, UNSTATED_POLICY, { budget: reading }, MIN_COVERAGE, at);
/** The bands that one budget after the other leads to. */
const bands = (...readings: BudgetReading[]) => {
  let state: PolicyState | undefined;
  return readings.map((reading) => {
    state = advance(state, reading);
    return state.band;
  });
};

describe('advancePolicy', () => {
  it.each([
    [1, 'above-50'],
    [0.51, 'above-50'],
    [0.5, '25-to-50'],
    [0.25, 'below-25'],
    [0.001, 'below-25'],
    [0, 'exhausted'],
    [-3, 'exhausted'],
  ])('puts %d of the budget into %s', (remaining, band) => {
    expect(bands(budget(remaining))).toEqual([band]);
  });

  it('falls at once and rises only when the edge is left behind', () => {
    expect(bands(...[0.52, 0.5, 0.505, 0.51, 0.5101].map((left) => budget(left)))).toEqual([
      'above-50',
      '25-to-50',
      '25-to-50',
      '25-to-50',
      'above-50',
    ]);
  });

  it('rises over several bands at once, as far as it is sure', () => {
    expect(bands(budget(-1), budget(0.9))).toEqual(['exhausted', 'above-50']);
    expect(bands(budget(-1), budget(0.505))).toEqual(['exhausted', '25-to-50']);
  });

  it('keeps since when it is in its band', () => {
    const first = advance(undefined, budget(0.8), 10);
    const same = advance(first, budget(0.7), 20);
    expect(same).toBe(first);
    expect(advance(same, budget(0.4), 30)).toEqual({ band: '25-to-50', since: 30 });
  });

  it('is unknown at once without data, and with too little of it', () => {
    expect(bands(budget(0.8), unknown, budget(0.8, 0.5))).toEqual(['above-50', 'unknown', 'unknown']);
    expect(bands({ kind: 'no-traffic', windowMs: DAY, coverage: 1 })).toEqual(['unknown']);
  });

  it('takes a window without events for unspent where they are known to be none, and never where it was not seen', () => {
    const quiet = (coverage: number) =>
      advancePolicy(
        undefined,
        UNSTATED_POLICY,
        { budget: { kind: 'no-traffic', windowMs: DAY, coverage }, quiet: true },
        MIN_COVERAGE,
        1,
      ).band;
    expect(quiet(1)).toBe('above-50');
    expect(quiet(0.5)).toBe('unknown');
    expect(
      advancePolicy(undefined, UNSTATED_POLICY, { budget: unknown, quiet: true }, MIN_COVERAGE, 1).band,
    ).toBe('unknown');
  });

  it('knows with half the data that it is exhausted when the other half cannot mend it', () => {
    expect(bands(budget(-0.9, 0.5))).toEqual(['unknown']);
    expect(bands(budget(-1, 0.5))).toEqual(['exhausted']);
  });

  it('takes a band that the policy no longer has for none', () => {
    expect(advance({ band: 'gone', since: 0 }, budget(0.501)).band).toBe('above-50');
  });

  it('does not flap when the budget moves by less than the damping', () => {
    const wobble = fc.array(fc.double({ min: -0.0049, max: 0.0049, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(fc.constantFrom(0.5, 0.25, 0), wobble, (edge, offsets) => {
        const path = bands(...offsets.map((offset) => budget(edge + offset)));
        const switches = path.filter((band, i) => i > 0 && band !== path[i - 1]);
        expect(switches.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is never in a better band than the budget deserves', () => {
    const left = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(left, { minLength: 1, maxLength: 20 }), (path) => {
        const band = findBand(UNSTATED_POLICY, bands(...path.map((left) => budget(left))).at(-1) ?? '');
        expect(path.at(-1)).toBeGreaterThan(band?.above ?? Number.NaN);
      }),
    );
  });
});
