import type { DeliveryOutcome } from '../core/delivery/signal.js';
import type { Token, TokenState } from '../core/access/token.js';
import type { TierReading, UnknownReason, WindowReading } from '../core/burn-rate/reading.js';
import type { BudgetReading } from '../core/error-budget/reading.js';
import type { ReadingMode } from '../core/events/reading-mode.js';
import type { ExclusionChange } from '../core/exclusions/changes.js';
import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { HoldReason } from '../core/heartbeat/decide-heartbeat.js';
import type { SignalKind } from '../core/delivery/signal.js';
import type { WatchdogVerdict } from '../core/watchdog/judge-watchdog.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { AlertSeverity } from '../core/slo/alert-policy.js';
import type { GateDecision } from '../core/slo/budget-policy.js';
import type { SloLinks } from '../core/slo/slo.js';

/** What the API, the pages and the commands show. Times are epoch ms here; HTTP writes them as ISO 8601 in UTC. */
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

/** An exclusion in the words of files, instants as ISO 8601 in UTC. */
export interface ExclusionView extends Pick<Exclusion, 'id' | 'kind' | 'origin' | 'author' | 'reason'> {
  readonly slos: readonly string[] | undefined;
  readonly service: string | undefined;
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** The times by name; undefined for one that comes `every` so often. */
  readonly times: readonly { readonly from: string; readonly to: string }[] | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly every:
    | {
        readonly weekdays: readonly string[] | undefined;
        readonly weeks: readonly string[] | undefined;
        readonly month_days: readonly (number | string)[] | undefined;
        readonly at: string;
        readonly duration: string;
        readonly time_zone: string;
      }
    | undefined;
}

export interface ExclusionChangeView extends Omit<ExclusionChange, 'exclusion'> {
  readonly exclusion: ExclusionView;
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

export interface IncidentDetail {
  readonly incident: Incident;
  readonly timeline: readonly IncidentEvent[];
  /** Whom its alerts were told to, and how far each message came; oldest first. */
  readonly proof: readonly DeliveryStatus[];
}

/** A row of the outbox as people see it, with the proof that it arrived. */
export interface DeliveryStatus {
  readonly id: string;
  /** Short, for people: `DLV-17`. */
  readonly ref: string;
  readonly receiver: string;
  readonly signalId: string;
  readonly dedupKey: string;
  readonly sloId: string;
  readonly incidentId: string | undefined;
  readonly kind: SignalKind;
  readonly state: 'pending' | 'delivered' | 'failed' | 'discarded';
  /** How many attempts were begun. */
  readonly attempts: number;
  /** When it was decided. */
  readonly createdAt: number;
  readonly nextAttemptAt: number | undefined;
  /** When the provider took it without saying yet whether it is done. */
  readonly acceptedAt: number | undefined;
  readonly deliveredAt: number | undefined;
  /** The provider's proof; while only accepted, what it is asked for with. */
  readonly receipt: string | undefined;
  readonly lastError: string | undefined;
  /** Oldest first. */
  readonly attemptLog: readonly AttemptStatus[];
  /** What people did about it, oldest first. */
  readonly changes: readonly {
    readonly at: number;
    readonly action: 'replayed' | 'discarded';
    readonly by: string;
    readonly reason: string;
  }[];
  /** Who has taken its incident on; undefined until somebody has. */
  readonly acknowledged: Acknowledgement | undefined;
}

/** The last link of a page's proof: a person is on it. */
export interface Acknowledgement {
  readonly at: number;
  readonly by: string;
  /** Where it was said: `API`, or the tool that told of it. */
  readonly via: string;
}

/** One attempt to send. Its beginning is on the disk before a byte leaves. */
export interface AttemptStatus {
  readonly begunAt: number;
  /** Undefined while it is under way, and when the process has ended meanwhile: nobody knows whether it arrived, and it is sent again. */
  readonly endedAt: number | undefined;
  readonly outcome: 'delivered' | 'accepted' | 'retry' | 'failed' | 'unknown' | undefined;
  /** The receipt, or the reason. */
  readonly detail: string | undefined;
}

/** `coarse`: some budget has not even estimates; `exact`: what was estimated is being counted; `done`: all is counted. */
export type HistoryPhase = 'coarse' | 'exact' | 'done';

/** One written SLO that stands for one per label set. */
export interface TemplateStatus {
  readonly id: string;
  readonly labels: readonly string[];
  readonly max: number;
  /** Label sets that are SLOs, `vanished` ones among them. */
  readonly groups: number;
  readonly vanished: number;
  /** When the source last told its label sets. */
  readonly lookedAt: number | undefined;
  /** What is left out, or why nothing is known; undefined when all is well. */
  readonly problem: string | undefined;
}

/** What a replica saw of the others when it last could: how many were alive, itself among them, and the share (0-1) of the SLOs' buckets that it has. */
export interface ReplicasStatus {
  readonly alive: number;
  readonly share: number;
  readonly leasesRenewedAt: number;
}

/** Pages that could not be written, and were sent without a record or are about to be; all but the receivers is 0 while the store is there. */
export interface LastResortStatus {
  readonly receivers: readonly string[];
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
}

/** What readiness and the status page say of the daemon itself. */
export interface DaemonStatus {
  readonly version: string;
  readonly startedAt: number;
  readonly ready: boolean;
  readonly notReadyBecause: string | undefined;
  readonly lastCycleAt: number | undefined;
  readonly lastCycleMs: number | undefined;
  readonly sloCount: number;
  readonly source: {
    readonly reachable: boolean;
    readonly since: number | undefined;
    readonly lastError: string | undefined;
  };
  /** Set since when decisions cannot be written. */
  readonly store: { readonly goneSince: number | undefined; readonly lastError: string | undefined };
  readonly lastResort: LastResortStatus;
  /** Undefined where there is one daemon only. */
  readonly replicas: ReplicasStatus | undefined;
  /** SLOs with `group_by`: how many label sets are SLOs now. */
  readonly templates: readonly TemplateStatus[];
  readonly specs: { readonly loadedAt: number; readonly lastReloadRefused: string | undefined };
  /** The share (0-1) of all SLO windows that has been counted; estimates do not count. */
  readonly historyLoaded: number;
  readonly historyPhase: HistoryPhase;
  /** Undefined where nobody outside waits for heartbeats. */
  readonly heartbeat: HeartbeatStatus | undefined;
  /** Undefined where none is looked for, and where another replica looks. */
  readonly watchdog: WatchdogStatus | undefined;
}

export interface WatchdogStatus {
  readonly alertname: string;
  readonly state: WatchdogVerdict;
  /** When a new sample of it was last found. */
  readonly seenAt: number | undefined;
  /** Why it could not be looked for; undefined when it could. */
  readonly lastError: string | undefined;
}

export interface HeartbeatStatus {
  /** When the outside last took one. */
  readonly lastSentAt: number | undefined;
  /** Why none is sent; empty while they are. */
  readonly held: readonly HoldReason[];
  /** Why the outside did not take the last one; undefined when it did, or was not called. */
  readonly pingError: string | undefined;
}

/** A token as it may be shown: nothing of its secret. */
export interface TokenView
  extends Pick<
    Token,
    'id' | 'name' | 'scope' | 'createdAt' | 'createdBy' | 'expiresAt' | 'revokedAt' | 'lastUsedAt'
  > {
  readonly state: TokenState;
  /** Until when the secret before the last rotation holds; undefined when it does not. */
  readonly oldSecretEndsAt: number | undefined;
}

/** A token and its secret, which is shown once. */
export interface NewTokenView {
  readonly token: TokenView;
  readonly secret: string;
}

/** What became of one message of a test; `detail` is its receipt or the reason why there is none. */
export interface TestStep {
  readonly outcome: DeliveryOutcome['kind'];
  readonly detail: string;
}

/** A test page to a receiver, and its end. */
export interface ReceiverTest {
  readonly receiver: string;
  readonly trigger: TestStep;
  readonly resolve: TestStep;
}
