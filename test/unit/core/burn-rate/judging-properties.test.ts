import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AlertState, advanceAlert, INACTIVE } from '../../../../src/core/burn-rate/alert-state.js';
import { readTier } from '../../../../src/core/burn-rate/read-tier.js';
import { readWindow } from '../../../../src/core/burn-rate/read-window.js';
import type { TierReading } from '../../../../src/core/burn-rate/reading.js';
import { readBudget } from '../../../../src/core/error-budget/read-budget.js';
import { defaultAlertPolicies } from '../../../../src/core/slo/alert-policy.js';
import { errorBudget, type Objective } from '../../../../src/core/slo/slo.js';
import { DAY, MINUTE } from '../../../../src/core/time/duration.js';

const SLO_WINDOW = 30 * DAY;
const POLICIES = defaultAlertPolicies(SLO_WINDOW);

/** Any count at all: differences of floating-point counters can be tiny, negative or huge. */
const count = fc.oneof(
  fc.nat(1_000_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 5e-324, 1e-300, 1e300),
);
const share = fc.oneof(fc.constantFrom(0, 0.5, 0.9, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const counts = fc.record({ bad: count, total: count, knownShare: share });
const blind = fc.option(fc.constantFrom('stale' as const, 'catching-up' as const), { nil: undefined });
const target = fc.oneof(
  fc.constantFrom(0.9, 0.999, 0.99999),
  fc.double({ min: 0.001, max: 0.999999999, noNaN: true }),
);
/** All windows alike (an outage, health, nothing known) or each as it comes: pages seldom open by chance alone. */
const windows = fc.oneof(
  fc
    .record({ bad: fc.constantFrom(0, 1000), total: fc.constant(1000), knownShare: share })
    .map((every) => Array.from({ length: 8 }, () => every)),
  fc.array(counts, { minLength: 8, maxLength: 8 }),
);
const evaluation = fc.record({ windows, blind });

function objectiveOf(promise: number): Objective {
  return { target: promise, sloWindow: { kind: 'rolling', durationMs: SLO_WINDOW } };
}

function sumOf({ bad, total, knownShare }: { bad: number; total: number; knownShare: number }, span: number) {
  return { bad, total, knownMs: knownShare * span, spanMs: span, approximate: false };
}

type Evaluation = typeof evaluation extends fc.Arbitrary<infer T> ? T : never;

function tiersOf({ windows, blind: reason }: Evaluation, promise: number): TierReading[] {
  const read = (index: number, windowMs: number) => {
    const counted = windows[index] ?? { bad: 0, total: 0, knownShare: 0 };
    return readWindow(windowMs, sumOf(counted, windowMs), errorBudget(objectiveOf(promise)), reason);
  };
  return POLICIES.map((policy, n) =>
    readTier(policy, read(2 * n, policy.longWindow), read(2 * n + 1, policy.shortWindow)),
  );
}

/** Every number in a value, however deep. */
function figuresIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(figuresIn) : [];
}

it('every figure of a tier is finite, and no burn rate is below zero', () => {
  fc.assert(
    fc.property(evaluation, target, (input, promise) => {
      const tiers = tiersOf(input, promise);
      expect(figuresIn(tiers).filter((figure) => !(figure >= 0 && Number.isFinite(figure)))).toEqual([]);
    }),
  );
});

it('every figure of a budget is finite', () => {
  fc.assert(
    fc.property(counts, counts, target, blind, (held, recent, promise, reason) => {
      const pace = readWindow(MINUTE, sumOf(recent, MINUTE), errorBudget(objectiveOf(promise)), undefined);
      const budget = readBudget(objectiveOf(promise), sumOf(held, SLO_WINDOW), pace, reason, 1e12);
      expect(figuresIn(budget).filter((figure) => !Number.isFinite(figure))).toEqual([]);
      if (budget.kind === 'measured') expect(budget.remaining).toBeLessThanOrEqual(1);
    }),
  );
});

it('a page opens only when a page tier is over, once until it closes, and what is unknown closes nothing', () => {
  fc.assert(
    fc.property(fc.array(evaluation, { minLength: 10, maxLength: 30 }), target, (evaluations, promise) => {
      let state: AlertState = INACTIVE;
      for (const [minute, each] of evaluations.entries()) {
        const before = state;
        const tiers = tiersOf(each, promise);
        const policy = { after: 5 * MINUTE, severity: undefined };
        const input = { at: minute * MINUTE, tiers, blind: each.blind, blindPolicy: policy };
        const { state: after, changes } = advanceAlert(before, input);
        state = after;
        const pages = changes.filter((change) => 'severity' in change && change.severity === 'page');
        const kinds = pages.map(({ kind }) => kind);
        if (before.page) expect(kinds).not.toContain('opened');
        else expect(kinds).not.toContain('closed');
        expect(kinds.length).toBeLessThanOrEqual(1);
        const pageTiers = tiers.filter(({ severity }) => severity === 'page');
        if (kinds.includes('opened')) expect(pageTiers.some(({ verdict }) => verdict === 'over')).toBe(true);
        const unclear = pageTiers.filter(({ policyId }) => before.firing[policyId] !== undefined);
        if (unclear.some(({ verdict }) => verdict !== 'under')) expect(after.page).toEqual(before.page);
        if (each.blind) expect(after.page).toEqual(before.page);
        expect(figuresIn(after).filter((figure) => !Number.isFinite(figure))).toEqual([]);
      }
    }),
  );
});
