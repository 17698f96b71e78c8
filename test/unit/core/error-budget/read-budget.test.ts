import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBudget } from '../../../../src/core/error-budget/read-budget.js';
import type { BudgetReading } from '../../../../src/core/error-budget/reading.js';
import { DAY } from '../../../../src/core/time/duration.js';
import { measured } from '../../../support/readings.js';

const AT = 1_800_000_000_000;
const WINDOW = 30 * DAY;
const objective = (target: number) =>
  ({ target, sloWindow: { kind: 'rolling', durationMs: WINDOW } }) as const;
const sum = { bad: 250, total: 1_000_000, knownMs: WINDOW, spanMs: WINDOW, approximate: false };
const healthy = measured();

const read = (over: Partial<typeof sum> = {}, pace: Parameters<typeof readBudget>[2] = healthy) =>
  readBudget(objective(0.999), { ...sum, ...over }, pace, undefined, AT);

function measuredBudget(budget: BudgetReading) {
  if (budget.kind !== 'measured') throw new Error(`the budget is ${budget.kind}`);
  return budget;
}

describe('readBudget', () => {
  it('counts events against what may be bad', () => {
    expect(read()).toMatchObject({
      kind: 'measured',
      windowMs: WINDOW,
      badEvents: 250,
      totalEvents: 1_000_000,
      allowedBadEvents: 1_000,
      consumed: 0.25,
      remaining: 0.75,
      coverage: 1,
    });
  });

  it('says when part of it is estimated', () => {
    expect(measuredBudget(read()).approximate).toBe(false);
    expect(measuredBudget(read({ approximate: true })).approximate).toBe(true);
  });

  it('goes below zero when more was spent than there was', () => {
    expect(measuredBudget(read({ bad: 3_000 })).remaining).toBe(-2);
  });

  it.each([0.9, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999])(
    'is exhausted when exactly what a target of %d allows was spent, and not one event before',
    (target) => {
      const total = 10_000_000;
      const allowed = Math.round(total * (1 - target));
      const ends = [allowed - 1, allowed].map((bad) =>
        measuredBudget(readBudget(objective(target), { ...sum, bad, total }, healthy, undefined, AT)),
      );
      expect(ends.map(({ exhaustion }) => exhaustion.kind)).toEqual(['never', 'exhausted']);
      expect(ends.map(({ remaining }) => remaining > 0)).toEqual([true, false]);
    },
  );

  it('says when it is gone at the present pace', () => {
    const { exhaustion } = measuredBudget(read({}, measured({ burnRate: 10 })));
    expect(exhaustion).toEqual({ kind: 'at', at: AT + (0.75 * WINDOW) / 10, burnRate: 10 });
  });

  it.each([
    ['never', measured()],
    ['never', { kind: 'no-traffic', windowMs: DAY, coverage: 1 }],
    ['unknown', { kind: 'unknown', windowMs: DAY, coverage: 1, reason: 'stale' }],
  ] as const)('ends %s at a pace of %o', (kind, pace) => {
    expect(measuredBudget(read({}, pace)).exhaustion.kind).toBe(kind);
  });

  it('never ends at a pace that the whole window sustains, because old failures leave it', () => {
    expect(measuredBudget(read({}, measured({ burnRate: 0.75 }))).exhaustion.kind).toBe('never');
    expect(measuredBudget(read({}, measured({ burnRate: 0.76 }))).exhaustion.kind).toBe('at');
  });

  it('names no instant that a date cannot hold', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), (burnRate) => {
        const { exhaustion } = measuredBudget(read({}, measured({ burnRate })));
        if (exhaustion.kind === 'at') expect(new Date(exhaustion.at).getTime()).not.toBeNaN();
      }),
    );
  });

  it('is unknown for the stated reason, and tells no traffic from no data', () => {
    const blind = readBudget(objective(0.999), sum, healthy, 'catching-up', AT);
    expect(blind).toEqual({ kind: 'unknown', windowMs: WINDOW, coverage: 1, reason: 'catching-up' });
    expect(read({ bad: 0, total: 0 })).toEqual({ kind: 'no-traffic', windowMs: WINDOW, coverage: 1 });
    expect(read({ bad: 0, total: 0, knownMs: 0 })).toMatchObject({ kind: 'unknown', reason: 'no-series' });
  });

  it('spends more the more is bad, and what is spent and what is left are the whole', () => {
    const count = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)].map((bad) => measuredBudget(read({ bad })));
        expect(few?.remaining).toBeGreaterThanOrEqual(many?.remaining ?? Number.NaN);
        expect((many?.consumed ?? 0) + (many?.remaining ?? 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});
