import { type BudgetCounts, countBudget } from '../error-budget/budget-counts.js';
import { readBudget } from '../error-budget/read-budget.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { EventSum } from '../events/event-counts.js';
import type { SlotRing } from '../events/slot-ring.js';
import { errorBudget, type Objective } from '../slo/slo.js';
import type { Stretch } from '../time/stretches.js';

/** What the past is told from: slots, and the time that does not count (in order, apart). */
export interface PastCounts {
  readonly ring: Pick<SlotRing, 'past' | 'slotMsFrom'>;
  readonly excluded: readonly Stretch[];
}

/** When a budget runs out is of the present only. */
const NO_PACE = { kind: 'unknown', windowMs: 0, coverage: 0, reason: 'not-evaluated' } as const;

/**
 * The budget as it was at an instant, over its window as of then. Slots reach back by one window, so of a rolling one the further back, the
 * less of it is still known: its coverage says how much.
 */
export function pastBudget(objective: Objective, counts: PastCounts, at: number): BudgetReading {
  return readBudget(objective, countPast(objective, counts, at), NO_PACE, undefined, at);
}

/** The window of a budget that ends at `end`, to tell what was left of it at instants inside. */
export class BurnDown {
  private readonly from: number;
  private readonly allowed: number | undefined;

  constructor(
    objective: Objective,
    private readonly counts: PastCounts,
    end: number,
  ) {
    const counted = countPast(objective, counts, end);
    const budget = readBudget(objective, counted, NO_PACE, undefined, end);
    this.from = counted.calendar?.period.startAt ?? wholeFrom(counts, end, objective.sloWindow.durationMs);
    this.allowed =
      budget.kind === 'measured' ? errorBudget(objective) * eventsOf(budget, objective) : undefined;
  }

  /** The share of the window's budget that was left at an instant in it; 1 where it begins, undefined before it and while nothing is known. */
  leftAt(at: number): number | undefined {
    if (this.allowed === undefined || this.allowed === 0 || at < this.from) return undefined;
    const spent = this.counts.ring.past(this.from, at, this.counts.excluded);
    return spent && 1 - Number((Math.max(0, spent.bad) / this.allowed).toPrecision(12));
  }
}

/** All events that the window's budget is of: of a calendar period those expected in all of it. */
function eventsOf(budget: Extract<BudgetReading, { kind: 'measured' }>, objective: Objective): number {
  return budget.allowedBadEvents / errorBudget(objective);
}

function countPast(objective: Objective, { ring, excluded }: PastCounts, at: number): BudgetCounts {
  const since = (from: number): EventSum =>
    ring.past(from, at, excluded) ?? { bad: 0, total: 0, knownMs: 0, spanMs: at - from };
  const last = (windowMs: number) => since(wholeFrom({ ring, excluded }, at, windowMs));
  return { ...countBudget(objective.sloWindow, { last, since, excluded }, at), approximate: false };
}

/** Budgets are cut by whole slots. */
function wholeFrom({ ring }: PastCounts, at: number, windowMs: number): number {
  const slotMs = ring.slotMsFrom(at - windowMs);
  return Math.round((at - windowMs) / slotMs) * slotMs;
}
