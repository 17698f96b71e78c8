import type { TierReading, UnknownReason, WindowReading } from '../../core/burn-rate/reading.js';
import type { BudgetReading } from '../../core/error-budget/reading.js';
import type { ReadingMode } from '../../core/events/reading-mode.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { GateDecision } from '../../core/slo/budget-policy.js';
import type { SloLinks } from '../../core/slo/slo.js';

/** What there is to say of an SLO now. */
export interface SloStatus {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly reviewCadence: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: SloLinks;
  readonly target: number;
  readonly sloWindowMs: number;
  /** The window in words: `30d`, `calendar month (Europe/Berlin)`. */
  readonly window: string;
  /** What an event is, when it is no event of the indicator: slices of time. */
  readonly eventsAre: string | undefined;
  /** The promise outside, with what is left of its budget; undefined without one. */
  readonly sla: SlaStatus | undefined;
  /** Worst first: page, ticket, unknown, ok. `unknown` when nothing fires and nothing can be said. */
  readonly state: 'page' | 'ticket' | 'unknown' | 'ok';
  /** Set when the SLO cannot be judged right now, in a code and in words. */
  readonly unknownBecause: { readonly reason: UnknownReason; readonly text: string } | undefined;
  readonly evaluatedAt: number | undefined;
  /** The newest sample that the figures rest on; every window ends here. */
  readonly dataUntil: number | undefined;
  readonly alert: AlertStatus | undefined;
  readonly tiers: readonly TierReading[];
  /** Every window that a tier uses, shortest first. */
  readonly windows: readonly WindowReading[];
  readonly budget: BudgetReading;
  /** Time that does not count in these figures; undefined where all does. */
  readonly excluded: ExcludedStatus | undefined;
  readonly policy: PolicyStatus;
  readonly incidentId: string | undefined;
  /** How its events are read, and from how many series; undefined before they were counted. */
  readonly reading: { readonly mode: ReadingMode; readonly series: number | undefined };
  /** History still being read: the share (0-1) of the SLO window that is loaded; 1 when done. */
  readonly historyLoaded: number;
}

export interface ExcludedStatus {
  /** The budget as it would be if all time counted. */
  readonly rawBudget: BudgetReading;
  /** What excludes the present instant, and until when; undefined while it counts. */
  readonly now:
    | (Pick<Exclusion, 'id' | 'kind' | 'author' | 'reason'> & { readonly endsAt: number })
    | undefined;
}

export interface SlaStatus {
  readonly target: number;
  readonly window: string;
  readonly consequence: string | undefined;
  /** At risk when so much of its budget (0-1) or less is left. */
  readonly warnAt: number;
  readonly budget: BudgetReading;
  /** As it would be if excluded time counted; undefined where none is excluded. */
  readonly rawBudget: BudgetReading | undefined;
  /** Since when it is at risk; undefined while it is not. */
  readonly atRiskSince: number | undefined;
}

export interface AlertStatus {
  readonly severity: AlertSeverity;
  readonly firingSince: number;
  readonly tierIds: readonly string[];
}

export interface PolicyStatus {
  /** A band's id, or `unknown`. */
  readonly band: string;
  readonly consequence: string;
  readonly gate: GateDecision;
  readonly since: number | undefined;
}

/** The gate's answer for a service in an environment. `ok` is what a pipeline should obey. */
export interface GateAnswer {
  readonly service: string;
  readonly environment: string | undefined;
  readonly decision: GateDecision;
  readonly ok: boolean;
  readonly reason: string;
  /** Set while somebody's word stands in the place of the budget's. */
  readonly overridden: { readonly by: string; readonly reason: string; readonly endsAt: number } | undefined;
  readonly evaluatedAt: number | undefined;
  readonly slos: readonly {
    readonly name: string;
    readonly decision: GateDecision;
    readonly band: string;
    readonly consequence: string;
    readonly budgetRemaining: number | undefined;
    readonly coverage: number;
  }[];
}
