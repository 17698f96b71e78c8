import type { HoldReason } from '../../core/heartbeat/decide-heartbeat.js';
import type { WatchdogVerdict } from '../../core/watchdog/judge-watchdog.js';

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
  readonly specs: {
    readonly loadedAt: number;
    readonly lastReloadRefused: string | undefined;
    /** What is wrong with the files that are in force, with its places; undefined when nothing is. */
    readonly problems: string | undefined;
  };
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
