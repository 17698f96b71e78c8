import { findBand, type PolicyState } from '../error-budget/policy-state.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { BudgetPolicy } from '../slo/budget-policy.js';
import type { BandTime, Replay } from './replay-result.js';

/** Adds up how long each band of the budget policy lasted, and remembers the emptiest budget. */
export class PolicyLog {
  private readonly times = new Map<string, number>();
  private emptiest: Replay['lowest'];

  constructor(private readonly policy: BudgetPolicy) {}

  note(at: number, stepMs: number, { band }: PolicyState, budget: BudgetReading): void {
    this.times.set(band, (this.times.get(band) ?? 0) + stepMs);
    if (band === 'unknown' || budget.kind !== 'measured') return;
    if (!this.emptiest || budget.remaining < this.emptiest.remaining) {
      this.emptiest = { at, remaining: budget.remaining };
    }
  }

  get lowest(): Replay['lowest'] {
    return this.emptiest;
  }

  /** Every band of the policy, from the fullest to the emptiest, and `unknown`. */
  bands(): BandTime[] {
    return [...this.policy.bands.map(({ id }) => id), 'unknown'].map((band) => ({
      band,
      gate: findBand(this.policy, band)?.gate ?? 'unknown',
      ms: this.times.get(band) ?? 0,
    }));
  }
}
