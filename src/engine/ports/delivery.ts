import type { Unwritten } from '../../core/delivery/last-resort.js';
import type { AttemptVerdict } from '../../core/delivery/retry.js';
import type { Confirmation, DeliveryOutcome, Deploy, Signal } from '../../core/delivery/signal.js';
import type { StuckReceiver } from '../../core/heartbeat/decide-heartbeat.js';
import type { DeliveryStatus } from '../read-models.js';

export interface Notifier {
  /** The receiver's name in the configuration. */
  readonly receiver: string;
  /** Open alerts are repeated this often; undefined for receivers that remember. */
  readonly refreshEveryMs: number | undefined;
  /** Whether it is told that a person is on an alert. */
  readonly takesAcknowledgements?: true;
  /** Whether it is read by people who want news of an incident: a pager is not. */
  readonly takesNotices?: true;
  /** Whether what follows of an alert needs the receipt of the message that opened it. */
  readonly threads?: true;
  /**
   * Never throws: every fault of the wire is an outcome.
   * @param openedBy the receipt of the message that opened the alert, where the receiver threads and there is one
   */
  send(signal: Signal, openedBy?: string): Promise<DeliveryOutcome>;
  /** Where a list of changes is kept: sends signals of kind `deploy`, which `send` is never given; never throws. */
  tellDeploy?(deploy: Deploy): Promise<DeliveryOutcome>;
  /**
   * Where incidents have rooms: sends signals of kind `incident`, which `send` is never given; never throws.
   * @param openedBy the receipt of the first news of the incident, where there is one
   */
  tellIncident?(signal: Signal, openedBy?: string): Promise<DeliveryOutcome>;
  /** Where services are rolled back: sends signals of kind `rollback`, which `send` is never given; never throws. */
  rollBack?(signal: Signal): Promise<DeliveryOutcome>;
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

/** A message that was sent while the store was gone, and could not be written down before. */
export interface UnrecordedSend {
  readonly row: OutboxRow;
  readonly begunAt: number;
  readonly at: number;
  readonly receipt: string;
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
  /** Those that fit the filter, newest first; without canaries, which only `delivery` tells of. */
  deliveries(filter: DeliveryFilter): Promise<readonly DeliveryStatus[]>;
  /** By its id, or by what people call it (`DLV-17`). */
  delivery(name: string): Promise<DeliveryStatus | undefined>;
  /** How many were given up, or refused for good, and nobody has dealt with, by receiver; repetitions aside. */
  deadLetters(): Promise<ReadonlyMap<string, number>>;
  /** Receivers whose newest settled message was given up, and those that have owed a receipt since before `overdueSince`; what only repeats aside. */
  stuckReceivers(overdueSince: number): Promise<readonly StuckReceiver[]>;
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
  /** Without the news of incidents' rooms, which repeat the timeline and are many. */
  readonly news?: false;
}

/** What somebody does about a message that was given up. */
export interface DeliveryChange {
  readonly id: string;
  readonly action: 'replayed' | 'discarded';
  readonly by: string;
  readonly reason: string;
}

/** Tells pages that cannot be written because the store is gone. */
export interface LastResort {
  /** Tells the pages of an evaluation that could not be written, but for those that were told already. */
  unwritten(unwritten: Unwritten): void;
  /** Calls `tell` when the store has not answered in time; returns what cancels that. */
  whenLate(tell: () => void): () => void;
  /** Writes down what was sent, and hands over or tells its end; to be called after each cycle that could be written. */
  settle(): Promise<void>;
}
