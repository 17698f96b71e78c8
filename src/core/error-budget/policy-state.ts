import type { BudgetPolicy, PolicyBand } from '../slo/budget-policy.js';
import type { BudgetReading } from './reading.js';

/** The band that an SLO's budget is in, or `unknown`, since when. */
export interface PolicyState {
  readonly band: string;
  readonly since: number;
}

/** The budget must rise this far (as a ratio of the whole budget) above an edge before the better band is believed. */
const DAMPING = 0.01;

/**
 * The policy band for a budget. Falling takes effect at once; rising only when the edge is left behind by 1 % of the budget,
 * so that a budget on the edge does not open and close the gate. With less data than `minCoverage` the state is
 * unknown, unless the budget is gone even if all the unseen time was healthy.
 */
export function advancePolicy(
  state: PolicyState | undefined,
  policy: BudgetPolicy,
  budget: BudgetReading,
  minCoverage: number,
  at: number,
): PolicyState {
  const band = bandFor(state, policy, budget, minCoverage);
  return state?.band === band ? state : { band, since: at };
}

/** The band by its id; undefined for `unknown`. */
export function findBand(policy: BudgetPolicy, id: string): PolicyBand | undefined {
  return policy.bands.find((band) => band.id === id);
}

function bandFor(
  state: PolicyState | undefined,
  policy: BudgetPolicy,
  budget: BudgetReading,
  minCoverage: number,
): string {
  if (budget.kind !== 'measured') return 'unknown';
  const last = policy.bands.at(-1);
  if (budget.coverage < minCoverage) {
    return last && budget.consumed * budget.coverage >= 1 ? last.id : 'unknown';
  }
  const bands = policy.bands;
  const plain = indexOf(bands, budget.remaining);
  const before = bands.findIndex((band) => band.id === state?.band);
  if (before === -1 || plain >= before) return bands[plain]?.id ?? 'unknown';
  return bands[Math.min(before, indexOf(bands, budget.remaining - DAMPING))]?.id ?? 'unknown';
}

function indexOf(bands: readonly PolicyBand[], remaining: number): number {
  return bands.findIndex((band) => remaining > band.above);
}
