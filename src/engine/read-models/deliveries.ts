import type { DeliveryOutcome, SignalCause, SignalKind } from '../../core/delivery/signal.js';
import type { AlertSeverity } from '../../core/slo/alert-policy.js';

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
  /** What is wrong, and how urgent it is: a page, a ticket, or that nobody can see (`blind`). */
  readonly cause: SignalCause;
  readonly severity: AlertSeverity;
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
  /** Who has taken its incident on since; undefined until somebody has, and of what calls nobody. */
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

/** Somebody who can be told. */
export interface ReceiverView {
  readonly name: string;
  readonly takes: readonly ('alerts' | 'updates' | 'incidents' | 'deploys' | 'rollbacks')[];
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
