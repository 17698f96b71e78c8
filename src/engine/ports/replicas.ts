import type { Lease } from '../../core/replicas/plan-leases.js';
import type { SloStatus } from '../read-models.js';

/** What several daemons agree on through the database that they share. Times are the database's own. */
export interface Replicas {
  /** What this one is called. */
  readonly me: string;
  /** A lease holds for so long (ms) after it was last renewed. */
  readonly leaseMs: number;
  /**
   * Ends what was asked of the store for longer than a lease ago and has no answer: the connection has died unnoticed, and a cycle that
   * waits for it would keep SLOs that this replica has won back from being judged.
   */
  endHung(): void;
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
