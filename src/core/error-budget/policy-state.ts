import type { BudgetPolicy, PolicyBand } from '../slo/budget-policy.js';
import type { BudgetReading } from './reading.js';
import { isTold } from './told-budget.js';

/** The band that an SLO's budget is in, or `unknown`, since when. */
export interface PolicyState {
  readonly band: string;
  readonly since: number;
}

/** The budget must rise this far (as a ratio of the whole budget) above an edge before the better band is believed. */
const DAMPING = 0.01;

const UNSPENT = { consumed: 0, remaining: 1 };

/** What a policy goes by. */
interface Told {
  readonly budget: BudgetReading;
  /** The budget has no events, and it is known that there were none: nothing of it is spent. */
  readonly quiet?: boolean;
}

/**
 * The policy band for a budget. Falling takes effect at once; rising only when the edge is left behind by 1 % of the budget,
 * so that a budget on the edge does not open and close the gate. With less data than `minCoverage` the state is
 * unknown, unless the budget is gone even if all the unseen time was healthy.
 * Without traffic it is unknown as well, unless that is known to be quiet.
 */
export function advancePolicy(
  state: PolicyState | undefined,
  policy: BudgetPolicy,
  told: Told,
  minCoverage: number,
  at: number,
): PolicyState {
  const band = bandFor(state, policy, told, minCoverage);
  return state?.band === band ? state : { band, since: at };
}

/** The band by its id; undefined for `unknown`. */
export function findBand(policy: BudgetPolicy, id: string): PolicyBand | undefined {
  return policy.bands.find((band) => band.id === id);
}

function bandFor(
  state: PolicyState | undefined,
  policy: BudgetPolicy,
  { budget, quiet = false }: Told,
  minCoverage: number,
): string {
  if (budget.kind === 'unknown' || (budget.kind === 'no-traffic' && !quiet)) return 'unknown';
  const { consumed, remaining } = budget.kind === 'measured' ? budget : UNSPENT;
  const { bands } = policy;
  const last = bands.at(-1);
  if (!isTold({ coverage: budget.coverage, consumed }, minCoverage)) return 'unknown';
  if (budget.coverage < minCoverage) return last?.id ?? 'unknown';
  const plain = indexOf(bands, remaining);
  const before = bands.findIndex((band) => band.id === state?.band);
  if (before === -1 || plain >= before) return bands[plain]?.id ?? 'unknown';
  return bands[Math.min(before, indexOf(bands, remaining - DAMPING))]?.id ?? 'unknown';
}

function indexOf(bands: readonly PolicyBand[], remaining: number): number {
  return bands.findIndex((band) => remaining > band.above);
}
