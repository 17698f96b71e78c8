import type { OnCallPlan } from '../core/oncall/plan.js';
import type { PlannedOverrides } from '../core/oncall/planned-override.js';
import type { LastDeploy } from '../core/delivery/signal.js';
import type { GateOverride } from '../core/error-budget/gate-override.js';
import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { Incident } from '../core/incident/incident.js';
import type { KnownGroup } from '../core/slo/choose-groups.js';
import type { WatchdogSight } from '../core/watchdog/judge-watchdog.js';
import { HOUR } from '../core/time/duration.js';
import type { EngineConfig } from './engine-config.js';
import type {
  Clock,
  EventSource,
  LastResort,
  Log,
  Metrics,
  Notifier,
  OutboxRow,
  Replicas,
  Store,
  ToldStatus,
} from './ports.js';
import type { HeartbeatStatus } from './read-models.js';
import type { NewSpecs } from './new-specs.js';
import type { ForeignRecord } from './foreign-alerts.js';
import { Serial } from './serial.js';
import type { Share } from './share.js';
import { type AlertRecord, NO_ALERTS, type SloRuntime } from './slo-runtime.js';
import type { TemplateRuntime } from './template-runtime.js';

/** What the engine is given to work with. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly source: EventSource;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The receivers that exist now; replaced as a whole by a reload. */
  notifiers: ReadonlyMap<string, Notifier>;
  /** Called after every commit that put something into the outbox, with what of it may be sent at once. */
  readonly kickDelivery: (ready?: readonly OutboxRow[]) => void;
  /** The others that share the SLOs; undefined where there is one daemon only. */
  readonly replicas?: Pick<Replicas, 'takeNumbers'>;
  /** Who tells pages that cannot be written; undefined where nobody is told of anything. */
  readonly lastResort?: LastResort;
}

/** What is decided cannot be written. Times are epoch ms by this replica's clock. */
export interface StoreTrouble {
  readonly since: number;
  readonly lastAt: number;
  readonly error: string;
}

/** The daemon's memory. Only the loop bodies of this folder change it. */
export interface EngineState {
  /** Which SLOs are this replica's to judge. Only they are among the runtimes, and so it is with all that is held of SLOs. */
  share: Share;
  /** How many replicas were alive, and when the leases of this one were renewed, when it last could see; undefined where there is one daemon only. */
  seenReplicas: { readonly alive: number; readonly renewedAt: number } | undefined;
  /** What files hold, for whoever it is to judge; undefined before the start. */
  specs: NewSpecs | undefined;
  /** What other replicas last said of their SLOs, by id. */
  elsewhere: ReadonlyMap<string, ToldStatus>;
  config: EngineConfig;
  runtimes: ReadonlyMap<string, SloRuntime>;
  /** Those of files, by id, whose groups are among the runtimes. */
  templates: ReadonlyMap<string, TemplateRuntime>;
  /** All that are in force; replaced as a whole. */
  exclusions: readonly Exclusion[];
  /** How many changes of them there have been. */
  exclusionChanges: number;
  /** The newest of them when others' were last looked for. */
  newestExclusionChange: string | undefined;
  /** Alerts about the source itself: all SLOs are blind at once, and that is one message. */
  sourceAlerts: AlertRecord;
  source: { reachable: boolean; since: number | undefined; lastError: string | undefined };
  /** When the source answered again after its last silence; undefined when it has not been silent. */
  sourceRegainedAt: number | undefined;
  /** Set while what is decided cannot be written. */
  storeTrouble: StoreTrouble | undefined;
  /** Alerts of SLOs that no file defines at present because a file is broken; kept until it is mended. */
  orphans: ReadonlyMap<string, AlertRecord>;
  /** Their open incidents. */
  orphanIncidents: readonly Incident[];
  /** Alerts of others' rules, by their key, until their incidents are resolved. */
  foreign: ReadonlyMap<string, ForeignRecord>;
  /** The label sets of templates that no file defines at present, likewise. */
  orphanGroups: ReadonlyMap<string, readonly KnownGroup[]>;
  /** False when some file was broken when files were last read. */
  complete: boolean;
  lastIncidentNumber: number;
  lastDeploys: ReadonlyMap<string, LastDeploy>;
  /** What somebody said last of each gate, whether it still holds or not, by service. */
  gateOverrides: ReadonlyMap<string, GateOverride>;
  /** What on-call files say, without `plannedOverrides`; with them it is `config.onCall`. */
  planOfFiles: OnCallPlan;
  plannedOverrides: PlannedOverrides;
  lastCycle: { readonly at: number; readonly ms: number } | undefined;
  /** When each open alert was last repeated, by signal id and receiver. */
  refreshed: ReadonlyMap<string, number>;
  /** The messages that tell of acknowledgements, as far as others' were looked for. */
  acknowledgements: ReadonlySet<string>;
  /** How much of the past (ms) is read at a time at present. */
  historyChunk: number;
  /** Undefined while no history is being read. */
  historyProgress: HistoryProgress | undefined;
  /** What became of heartbeats; undefined before the first was due. */
  heartbeat: HeartbeatStatus | undefined;
  /** The alert that has to fire always, as far as it was looked for; undefined before that. */
  watchdog: { readonly alertname: string; readonly sight: WatchdogSight } | undefined;
  readonly thresholdsJudged: Map<string, number>;
  /** Cycles and reloads take turns. */
  readonly turns: Serial;
  /** Commits are built and written one at a time, so that each holds a consistent picture. */
  readonly commits: Serial;
}

/** Where reading history began and when it was last told of. */
export interface HistoryProgress {
  readonly beganAt: number;
  /** The share (0-1) that was there at the beginning. */
  readonly beganWith: number;
  readonly toldAt: number;
}

export function newEngineState(config: EngineConfig): EngineState {
  return {
    share: 'all',
    seenReplicas: undefined,
    specs: undefined,
    elsewhere: new Map(),
    config,
    runtimes: new Map(),
    templates: new Map(),
    exclusions: [],
    exclusionChanges: 0,
    newestExclusionChange: undefined,
    sourceAlerts: NO_ALERTS,
    source: { reachable: false, since: undefined, lastError: undefined },
    sourceRegainedAt: undefined,
    storeTrouble: undefined,
    orphans: new Map(),
    orphanIncidents: [],
    foreign: new Map(),
    orphanGroups: new Map(),
    complete: true,
    lastIncidentNumber: 0,
    lastDeploys: new Map(),
    gateOverrides: new Map(),
    planOfFiles: config.onCall,
    plannedOverrides: new Map(),
    lastCycle: undefined,
    refreshed: new Map(),
    acknowledgements: new Set(),
    historyChunk: 2 * HOUR,
    historyProgress: undefined,
    heartbeat: undefined,
    watchdog: undefined,
    thresholdsJudged: new Map(),
    turns: new Serial(),
    commits: new Serial(),
  };
}
