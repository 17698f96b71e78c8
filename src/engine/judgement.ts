import type { TierReading, UnknownReason, WindowReading } from '../core/burn-rate/reading.js';
import type { BudgetReading } from '../core/error-budget/reading.js';
import type { ExcludedStretch } from '../core/exclusions/excluded-stretches.js';

/** An SLO at one instant, as its counts show it. */
export interface Judgement {
  readonly at: number;
  /** Where all windows end: the newest sample of the total. */
  readonly dataUntil: number | undefined;
  /** Why the SLO cannot be seen, in a code and in words; undefined while it can. */
  readonly blind: { readonly reason: UnknownReason; readonly text: string } | undefined;
  /** It has no events in its budget's window, while other label sets of its template have some: nothing has happened. */
  readonly quiet: boolean;
  readonly windows: readonly WindowReading[];
  readonly tiers: readonly TierReading[];
  readonly budget: BudgetReading;
  /** The budget of the SLA; undefined without one. */
  readonly sla?: BudgetReading | undefined;
  /** Set when some of the budgets' time does not count, or now does not. */
  readonly excluded?: ExcludedJudgement | undefined;
}

export interface ExcludedJudgement {
  /** What excludes the present instant; undefined while it counts. */
  readonly now: ExcludedStretch | undefined;
  /** The budgets as they would be if all time counted. */
  readonly rawBudget: BudgetReading;
  readonly rawSla: BudgetReading | undefined;
}
