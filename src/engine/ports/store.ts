import type { AuditEntry } from '../../core/access/audit-entry.js';
import type { Session } from '../../core/access/session.js';
import type { Token } from '../../core/access/token.js';
import type { Deploy, LastDeploy } from '../../core/delivery/signal.js';
import type { GateOverride } from '../../core/error-budget/gate-override.js';
import type { ExclusionChange } from '../../core/exclusions/changes.js';
import type { PlannedOverrideChange, PlannedOverrides } from '../../core/oncall/planned-override.js';
import type { PastFact } from '../../core/slo-history/past-fact.js';
import type { Incident, IncidentEvent, IncidentEventKind } from '../../core/incident/incident.js';
import type { ContactCheck } from '../../core/oncall/contact-check.js';
import type { DeliveryChange, Outbox, OutboxRow, UnrecordedSend } from './delivery.js';

/** A slot of events; `level` is the ring's level, `start` epoch ms. */
export interface SlotRecord {
  readonly sloId: string;
  readonly level: number;
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
}

/** State that is stored whole, as JSON, under a kind and a key: alert and policy states, reader cursors and the series they are of, label sets, alerts from outside; what gates answer on somebody's word, by service. */
export interface StateRecord {
  readonly kind: 'alert' | 'policy' | 'reader' | 'series' | 'groups' | 'foreign' | 'gate';
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
  /** Messages that were sent already. */
  readonly unrecordedSends?: readonly UnrecordedSend[];
  /** Messages that are due again, or put aside; only those that have failed. */
  readonly deliveryChanges?: readonly DeliveryChange[];
  /** Signals whose failed messages become due again. */
  readonly retrySignals?: readonly string[];
  /** Added to the list of all changes. */
  readonly exclusionChanges?: readonly ExclusionChange[];
  readonly deploys?: readonly Deploy[];
  /** Added to what happened; what is there already stays as it is. */
  readonly facts?: readonly PastFact[];
  /** Each in the place of its revision before; the commit fails when that is not the one that is stored. */
  readonly contactChecks?: readonly ContactCheck[];
  /** Added to the list of all changes; the commit fails when the same change of the same override is there already. */
  readonly plannedOverrides?: readonly PlannedOverrideChange[];
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

export interface Store extends Outbox {
  /** @param has of the keys of states: those that are asked for, with their slots and incidents; all when undefined */
  load(has?: (key: string) => boolean): Promise<StoredState>;
  /** What is stored of one SLO, whoever judges it: its alerts, its reader, and the slots that are asked for. */
  sloState(id: string, slots: readonly AskedSlots[]): Promise<Pick<StoredState, 'slots' | 'states'>>;
  /**
   * Gives back the messages that it put into the outbox and that may be sent at once: no older one of their receiver and key is pending.
   * They are taken (`takeDeliveries`) in the same transaction.
   */
  commit(change: Commit): Promise<readonly OutboxRow[]>;

  incidents(filter: {
    readonly open?: boolean;
    /** Those that are not resolved, those where people who were called are still to hear of the end, and those whose rollback has not been answered. */
    readonly unsettled?: true;
    readonly service?: string;
    /** Opened at this instant or later. */
    readonly openedSince?: number;
    /** Only those that come after this one in the order of the list. */
    readonly before?: Pick<Incident, 'id' | 'openedAt'>;
    readonly limit: number;
  }): Promise<readonly Incident[]>;
  incident(id: string): Promise<Incident | undefined>;
  /** Those of these ids that there are, by id. */
  incidentsById(ids: readonly string[]): Promise<ReadonlyMap<string, Incident>>;
  timeline(incidentId: string): Promise<readonly IncidentEvent[]>;
  /** The events of one kind of all these incidents, each incident's in the order of their timelines. */
  eventsOf(incidentIds: readonly string[], kind: IncidentEventKind): Promise<readonly IncidentEvent[]>;

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

  /** All that is known of people's contacts, of those of earlier plans too. */
  contactChecks(): Promise<readonly ContactCheck[]>;
  /** The newest override of each gate, whether it still holds or not, by service. */
  gateOverrides(): Promise<ReadonlyMap<string, GateOverride>>;
  /** What people said of on-call through the daemon. */
  plannedOverrides(): Promise<PlannedOverrides>;
  /** The newest deploy of each service. */
  lastDeploys(): Promise<ReadonlyMap<string, LastDeploy>>;
  /** What happened to an SLO or a service, the newest first. */
  pastFacts<Kind extends PastFact['kind']>(asked: AskedFacts<Kind>): Promise<FoundFacts<Kind>>;

  /** Writes something that nobody reads: resolves when it is as safe as a decision would be. */
  proveWritable(at: number): Promise<void>;

  /** Removes what is older than its horizon, in one transaction. */
  prune(horizons: Horizons): Promise<void>;
  /** Copies everything, as it is at one instant, to a file of its own. Refused where the database's own tools do that. */
  backup(): Promise<StoreCopy>;
  close(): Promise<void>;
}

/** Slots of one level, by their starts (epoch ms). */
export interface AskedSlots {
  readonly level: number;
  readonly starts: readonly number[];
}

/** Which facts of the past are asked for: those of an SLO or a service, in [from, to], so many of the newest at most. */
export interface AskedFacts<Kind extends PastFact['kind']> {
  readonly of: string;
  readonly kinds: readonly Kind[];
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

export interface FoundFacts<Kind extends PastFact['kind']> {
  readonly facts: readonly Extract<PastFact, { kind: Kind }>[];
  /** How many older ones there are in that time. */
  readonly leftOut: number;
}

/** The instants before which things have grown too old. */
export interface Horizons {
  /** Messages that are done with (failed ones of incidents that are not resolved stay), notes of messages from outside, logins. */
  readonly messages: number;
  /** Messages that only repeated an alert, and are done with. */
  readonly refreshes: number;
  /** Canaries that are done with. */
  readonly canaries: number;
  /**
   * When they were resolved: incidents with their timelines and messages. The newest of all stays, from which numbers are counted on, and
   * so does one with a message that is still to be sent.
   */
  readonly incidents: number;
  /** What happened to SLOs and services. */
  readonly facts: number;
  readonly slots: readonly { readonly level: number; readonly before: number }[];
}

/** A checked copy of the store, which is there until it is removed. */
export interface StoreCopy {
  readonly path: string;
  remove(): void;
}
