import type { BudgetReading } from '../error-budget/reading.js';
import type { AlertSeverity } from '../slo/alert-policy.js';
import type { GateDecision } from '../slo/budget-policy.js';
import type { Slo } from '../slo/slo.js';

/** A page or a ticket of a replay. Instants are epoch ms. */
export interface Episode {
  readonly severity: AlertSeverity;
  readonly openedAt: number;
  /** When its first tier fired: before it opened for a ticket that was folded into a page. */
  readonly firedAt: number;
  /** Undefined when it was still open at the end of the replay. */
  readonly closedAt: number | undefined;
  /** The tiers that fired while it was open, by policy id. */
  readonly tiers: readonly string[];
  /** The first bad event of the failures that opened it. */
  readonly failingSince: number | undefined;
  /** The last bad event before it closed. */
  readonly failedUntil: number | undefined;
}

/** Time (ms) spent in one band of the budget policy; `unknown` is a band of its own. */
export interface BandTime {
  readonly band: string;
  readonly gate: GateDecision;
  readonly ms: number;
}

/** One point of the charts: a stretch of time that ends at `at`. Null is unknown, never zero. */
export interface TracePoint {
  readonly at: number;
  /** The highest burn rate over the pace window in the stretch. */
  readonly burnRate: number | null;
  readonly budgetRemaining: number | null;
  readonly band: string;
}

/** What an SLO would have done over (from, to]. */
export interface Replay {
  readonly slo: Slo;
  readonly from: number;
  readonly to: number;
  /** Open in the span, oldest first; those that had begun before it are there too. */
  readonly episodes: readonly Episode[];
  /** Pages that opened in the span, per seven days of it. */
  readonly pagesPerWeek: number;
  /** The events of the span, and the share (0-1) of it that has data. */
  readonly events: { readonly bad: number; readonly total: number; readonly coverage: number };
  /** Over the SLO window that ends with the span. */
  readonly budget: BudgetReading;
  /** The emptiest that the budget was; undefined when it was never known. */
  readonly lowest: { readonly at: number; readonly remaining: number } | undefined;
  readonly bands: readonly BandTime[];
  readonly trace: readonly TracePoint[];
}

/** More than this is too many for people who are woken by it (the SRE book: two incidents per shift at most). */
export const MOST_PAGES_PER_WEEK = 5;
