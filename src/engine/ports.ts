import type { AuditEntry } from '../core/access/audit-entry.js';
import type { Session } from '../core/access/session.js';
import type { Token } from '../core/access/token.js';
import type { AttemptVerdict } from '../core/delivery/retry.js';
import type { Confirmation, DeliveryOutcome, Deploy, LastDeploy, Signal } from '../core/delivery/signal.js';
import type { EventDelta } from '../core/events/slot-ring.js';
import type { WeightedSelector } from '../core/events/weighted-selectors.js';
import type { ExclusionChange } from '../core/exclusions/changes.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { FoundGroups } from '../core/slo/choose-groups.js';
import type { CounterSelector, EventCount } from '../core/slo/sli.js';
import type { Lease } from '../core/replicas/plan-leases.js';
import type { DeliveryStatus, SloStatus } from './read-models.js';

export interface Clock {
  /** Epoch ms. */
  now(): number;
}

export interface Stoppable {
  /** Resolves when the running task, if any, has ended; no further one starts. */
  stop(): Promise<void>;
}

export interface Schedule {
  /** Runs `task` at every multiple of `intervalMs` since the epoch, never two at once; a beat missed meanwhile is dropped. */
  every(intervalMs: number, name: string, task: (scheduledAt: number) => Promise<void>): Stoppable;
}

/** Samples of one series, oldest first; times are epoch ms. */
export interface SeriesSamples {
  /** The labels in a canonical text; equal for equal label sets. */
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Ask for the samples of several counters with `after` < time ≤ `upTo`, all seen in the same state of the source. */
export interface ReadRequest {
  readonly key: string;
  readonly selectors: readonly CounterSelector[];
  readonly after: number;
  readonly upTo: number;
}

export type ReadOutcome =
  | { readonly kind: 'read'; readonly series: readonly (readonly SeriesSamples[])[] }
  | {
      readonly kind: 'failed';
      readonly reason: 'source-unreachable' | 'query-failed';
      readonly message: string;
    };

/** Ask for the events of (from, to], a whole number of tiles, summed by the source over all series of each counter. */
export interface TileRequest {
  readonly key: string;
  readonly counters: readonly WeightedSelector[];
  readonly from: number;
  readonly to: number;
  readonly tileMs: number;
  /**
   * `coarse` estimates each tile, cheaply and right to about 1 %. `exact` takes differences of counters that add up over any tiles; a
   * counter without a sample for `staleAfter` ms is gone.
   */
  readonly precision: { readonly kind: 'coarse' } | { readonly kind: 'exact'; readonly staleAfter: number };
}

/** The tiles for which the total is there, oldest first; for the others nothing is known. */
export type TileOutcome =
  | { readonly kind: 'read'; readonly tiles: readonly EventDelta[] }
  | Extract<ReadOutcome, { readonly kind: 'failed' }>;

/** Ask which label sets the events of (from, to] have. */
export interface GroupRequest {
  readonly key: string;
  readonly total: EventCount;
  readonly labels: readonly string[];
  readonly from: number;
  readonly to: number;
}

export type GroupOutcome =
  | { readonly kind: 'read'; readonly found: FoundGroups }
  | Extract<ReadOutcome, { readonly kind: 'failed' }>;

/** Where events come from. A failed read is a value, never an exception; the answer holds every key that was asked. */
export interface EventSource {
  read(requests: readonly ReadRequest[]): Promise<ReadonlyMap<string, ReadOutcome>>;
  readTiles(requests: readonly TileRequest[]): Promise<ReadonlyMap<string, TileOutcome>>;
  /** How many series each set of counters has now; a key that could not be asked for is missing. */
  countSeries(
    requests: readonly Pick<TileRequest, 'key' | 'counters'>[],
  ): Promise<ReadonlyMap<string, number>>;
  findGroups(requests: readonly GroupRequest[]): Promise<ReadonlyMap<string, GroupOutcome>>;
  /** The `le` values that a histogram's buckets have now; undefined when it cannot be asked, empty when there are no series. */
  buckets(selector: CounterSelector): Promise<readonly string[] | undefined>;
}

export interface Notifier {
  /** The receiver's name in the configuration. */
  readonly receiver: string;
  /** Open alerts are repeated this often; undefined for receivers that remember. */
  readonly refreshEveryMs: number | undefined;
  /** Whether it is told that a person is on an alert. */
  readonly takesAcknowledgements?: true;
  /** Whether what follows of an alert needs the receipt of the message that opened it. */
  readonly threads?: true;
  /**
   * Never throws: every fault of the wire is an outcome.
   * @param openedBy the receipt of the message that opened the alert, where the receiver threads and there is one
   */
  send(signal: Signal, openedBy?: string): Promise<DeliveryOutcome>;
  /** Where a list of changes is kept; never throws. */
  tellDeploy?(deploy: Deploy): Promise<DeliveryOutcome>;
  /** What became of a signal that `send` had `accepted` with this receipt. Never throws. */
  confirm?(receipt: string, signal: Signal): Promise<Confirmation>;
  /** How a burst of triggers, or of resolves, goes as one message; not for receivers that know alerts by key. */
  readonly together?: {
    /** Signals in one message; more than 1. */
    readonly most: number;
    /** Never throws. Its outcome is that of every signal in it; a refusal has each sent by itself. */
    send(signals: readonly [Signal, ...Signal[]]): Promise<DeliveryOutcome>;
  };
}

/** A message to send: one signal to one receiver. */
export interface OutboxRow {
  /** `${signal.id}>${receiver}`: the same message is never stored twice. */
  readonly id: string;
  readonly receiver: string;
  readonly signal: Signal;
  readonly createdAt: number;
}

export interface PendingDelivery extends OutboxRow {
  /** Those that were begun. */
  readonly attempts: number;
  /** When it was decided, or last handed in again. */
  readonly tryingSince: number;
  /** Set while the provider has accepted it and its proof is awaited: then it is asked for, and nothing is sent. */
  readonly accepted: { readonly at: number; readonly receipt: string } | undefined;
}

/** What became of one attempt. `retry` and `accepted` keep the row pending until `nextAttemptAt`. */
export type DeliveryRecord = AttemptVerdict;

/** A slot of events; `level` is the ring's level, `start` epoch ms. */
export interface SlotRecord {
  readonly sloId: string;
  readonly level: number;
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
}

/** State that is stored whole, as JSON, under a kind and a key: alert and policy states, reader cursors and the series they are of, label sets, alerts from outside. */
export interface StateRecord {
  readonly kind: 'alert' | 'policy' | 'reader' | 'series' | 'groups' | 'foreign';
  readonly key: string;
  /** JSON-serialisable. */
  readonly value: unknown;
}

/** A message from outside that was taken, by the name that its sender gives it. */
export interface InboundSeen {
  readonly source: string;
  readonly id: string;
  readonly at: number;
}

/** Counts of some SLOs: slots, and the readers that they belong to. */
export interface CountedPart {
  readonly slots: readonly SlotRecord[];
  readonly states: readonly StateRecord[];
}

/** Everything that one decision changes; written in one transaction, all or nothing. */
export interface Commit {
  readonly at: number;
  /** Asked for part by part while they are written, so that those of thousands of SLOs are not in memory at once. */
  readonly counts?: Iterable<CountedPart>;
  readonly states?: readonly StateRecord[];
  readonly incidents?: readonly Incident[];
  readonly incidentEvents?: readonly IncidentEvent[];
  readonly outbox?: readonly OutboxRow[];
  /** Messages that are due again, or put aside; only those that have failed. */
  readonly deliveryChanges?: readonly DeliveryChange[];
  /** Signals whose failed messages become due again. */
  readonly retrySignals?: readonly string[];
  /** Added to the list of all changes. */
  readonly exclusionChanges?: readonly ExclusionChange[];
  readonly deploys?: readonly Deploy[];
  /** Written in the place of those of their ids; when they were used last stays. */
  readonly tokens?: readonly Token[];
  readonly sessions?: readonly Session[];
  /** The digests of sessions that are over. */
  readonly endedSessions?: readonly string[];
  /** Who asked for this; added to the audit log. */
  readonly audit?: readonly AuditEntry[];
  /** Noted as taken. The commit fails when one of them is noted already: another was quicker. */
  readonly inboundSeen?: readonly InboundSeen[];
  /** SLOs whose slots, reader and alert states are to be forgotten (their SLI changed meaning). */
  readonly forgetSlos?: readonly string[];
  /** The leases under which this was decided, bucket by token: when one has changed hands meanwhile nothing is written, and it rejects. */
  readonly fence?: ReadonlyMap<number, number>;
}

/** What a starting daemon takes up again. */
export interface StoredState {
  readonly slots: readonly SlotRecord[];
  readonly states: readonly StateRecord[];
  /** Those that are not resolved. */
  readonly openIncidents: readonly Incident[];
  readonly lastIncidentNumber: number;
  /** All of them, oldest first. */
  readonly exclusionChanges: readonly ExclusionChange[];
}

/** The messages to receivers, and what becomes of them. A process takes a message before it sends it, so that no other does. */
export interface Outbox {
  /** Due rows that no other process has, oldest first; of each receiver and order only the oldest pending one. */
  dueDeliveries(now: number, limit: number): Promise<readonly PendingDelivery[]>;
  /**
   * Takes pending messages for `DELIVERY_LEASE` and writes down that they are about to be sent, before a byte of them leaves. An attempt
   * that another began and never ended came to nobody knows what. Gives back the ids of those that no other process has.
   */
  takeDeliveries(ids: readonly string[], at: number): Promise<ReadonlySet<string>>;
  /** Gives back what was taken and not sent after all. */
  releaseDeliveries(ids: readonly string[]): Promise<void>;
  /** Goes on holding what this process has taken and not recorded yet. */
  renewDeliveries(at: number): Promise<void>;
  /** Ends the attempt, and the holding of the message. */
  recordDelivery(id: string, record: DeliveryRecord): Promise<void>;
  /** When the next pending row is due, or undefined when none is pending; one that another process has, when that runs out. */
  nextDeliveryAt(): Promise<number | undefined>;
  /** The receipt of a message, by its id; undefined when it was not delivered. */
  receiptOf(id: string): Promise<string | undefined>;
  pendingDeliveries(): Promise<number>;
  /** Those that fit the filter, newest first. */
  deliveries(filter: DeliveryFilter): Promise<readonly DeliveryStatus[]>;
  /** By its id, or by what people call it (`DLV-17`). */
  delivery(name: string): Promise<DeliveryStatus | undefined>;
  /** How many were given up, or refused for good, and nobody has dealt with; repetitions aside. */
  deadLetters(): Promise<number>;
}

export interface DeliveryFilter {
  readonly limit: number;
  readonly state?: DeliveryStatus['state'];
  readonly receiver?: string;
  readonly dedupKey?: string;
  readonly incidents?: readonly string[];
  readonly signalIds?: readonly string[];
  /** Without the messages that only repeat. */
  readonly refreshes?: false;
}

/** What somebody does about a message that was given up. */
export interface DeliveryChange {
  readonly id: string;
  readonly action: 'replayed' | 'discarded';
  readonly by: string;
  readonly reason: string;
}

export interface Store extends Outbox {
  /** @param has of the keys of states: those that are asked for, with their slots and incidents; all when undefined */
  load(has?: (key: string) => boolean): Promise<StoredState>;
  /**
   * Gives back the messages that it put into the outbox and that may be sent at once: no older one of their receiver and key is pending.
   * They are taken (`takeDeliveries`) in the same transaction.
   */
  commit(change: Commit): Promise<readonly OutboxRow[]>;

  incidents(filter: {
    readonly open?: boolean;
    readonly service?: string;
    readonly limit: number;
  }): Promise<readonly Incident[]>;
  incident(id: string): Promise<Incident | undefined>;
  timeline(incidentId: string): Promise<readonly IncidentEvent[]>;

  /** The incident of the newest alert that was opened under this dedup key by `at`. */
  incidentOfKey(dedupKey: string, at: number): Promise<string | undefined>;
  /** Whether a message from outside was taken already. */
  wasSeen(source: string, id: string): Promise<boolean>;

  /** The newest changes of exclusions, newest first. */
  exclusionChanges(limit: number): Promise<readonly ExclusionChange[]>;

  tokens(): Promise<readonly Token[]>;
  noteTokenUse(id: string, at: number): Promise<void>;
  session(digest: string): Promise<Session | undefined>;
  noteSessionUse(digest: string, at: number): Promise<void>;
  /** The newest lines of the audit log, newest first. */
  audit(limit: number): Promise<readonly AuditEntry[]>;

  /** The newest deploy of each service. */
  lastDeploys(): Promise<ReadonlyMap<string, LastDeploy>>;

  /** Removes slots before each level's horizon, notes of messages from outside, delivered messages and resolved incidents' messages older than `before`. */
  prune(
    before: number,
    slotHorizons: readonly { readonly level: number; readonly before: number }[],
  ): Promise<void>;
  /** Copies everything, as it is at one instant, to a file of its own. Refused where the database's own tools do that. */
  backup(): Promise<StoreCopy>;
  close(): Promise<void>;
}

/** What is made anew for each login, and compared when the browser comes back. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody whom a provider knows. */
export interface Identity {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Says who people are. Rejects with `source-unreachable` when it does not answer. */
export interface IdentityProvider {
  /** Where to send a browser. */
  begin(): Promise<{ readonly url: string; readonly pending: PendingLogin }>;
  /**
   * Rejects with `unauthorized` when what came back proves nothing.
   * @param query what the browser was sent back with
   */
  finish(query: string, pending: PendingLogin): Promise<Identity>;
}

/** Where secrets come from, and how they are compared. */
export interface Secrets {
  /** 256 random bits, as letters that a URL and a header take. */
  newSecret(): string;
  /** A random name, for what is not secret. */
  newId(): string;
  /** What is kept in a secret's place. */
  digest(secret: string): string;
  /** Takes as long wherever two digests differ. */
  same(a: string, b: string): boolean;
}

/** What several daemons agree on through the database that they share. Times are the database's own. */
export interface Replicas {
  /** What this one is called. */
  readonly me: string;
  /** A lease holds for so long (ms) after it was last renewed. */
  readonly leaseMs: number;
  /** Says that this replica is alive; gives back who else is, and who has what. */
  look(): Promise<{
    readonly now: number;
    readonly members: readonly string[];
    readonly leases: readonly Lease[];
  }>;
  /** Gives back those of the buckets that are still this replica's, with their tokens. */
  renew(buckets: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Gives back what it got. */
  take(buckets: readonly number[]): Promise<ReadonlyMap<number, number>>;
  release(buckets: readonly number[]): Promise<void>;
  /** Gives everything back, so that nobody has to wait for it. */
  leave(): Promise<void>;
  /** Frees the messages that replicas who are gone had taken. */
  freeMessages(): Promise<void>;
  /** The first of so many numbers of incidents that nobody else gets. */
  takeNumbers(count: number): Promise<number>;
  tellStatuses(at: number, statuses: readonly SloStatus[]): Promise<void>;
  /** What is told of all SLOs by now, by this one too; what `known` holds already is not read again. */
  toldStatuses(known: ReadonlyMap<string, ToldStatus>): Promise<ReadonlyMap<string, ToldStatus>>;
}

/** What a replica said of an SLO of its own, and when by its clock. */
export interface ToldStatus {
  readonly at: number;
  readonly status: SloStatus;
}

/** A checked copy of the store, which is there until it is removed. */
export interface StoreCopy {
  readonly path: string;
  remove(): void;
}

/** Structured log; `fields` are never secret. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** What the daemon counts about itself. */
export interface Metrics {
  cycle(outcome: 'ok' | 'failed', seconds: number, lateSeconds: number): void;
  query(outcome: 'ok' | 'source-unreachable' | 'query-failed', seconds: number): void;
  delivery(receiver: string, outcome: DeliveryOutcome['kind']): void;
  reload(outcome: 'ok' | 'refused'): void;
}
