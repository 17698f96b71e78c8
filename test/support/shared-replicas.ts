import type { Lease } from '../../src/core/replicas/plan-leases.js';
import type { Replicas, ToldStatus } from '../../src/engine/ports.js';

const LEASE_MS = 5_000;

/** What replicas agree on, in memory, by a clock that the test moves. */
export class SharedReplicas {
  now = 1_000_000;
  /** While it is set, whoever asks gets no answer. */
  readonly cutOff = new Set<string>();
  /** Who ended what had no answer, in order. */
  readonly hungEnded: string[] = [];
  private readonly members = new Map<string, number>();
  private readonly leases = new Map<number, Lease>();
  private readonly told = new Map<string, ToldStatus>();
  private number = 0;

  /** How one replica sees it. */
  replica(me: string): Replicas {
    const answer = async <Value>(ask: () => Value): Promise<Value> => {
      if (this.cutOff.has(me)) throw new Error(`${me} is cut off`);
      return ask();
    };
    const lease = (bucket: number, token: number): [number, number] => {
      this.leases.set(bucket, { bucket, owner: me, token, until: this.now + LEASE_MS });
      return [bucket, token];
    };
    return {
      me,
      leaseMs: LEASE_MS,
      endHung: () => void this.hungEnded.push(me),
      look: () =>
        answer(() => {
          this.members.set(me, this.now);
          const alive = [...this.members].filter(([, seenAt]) => seenAt > this.now - LEASE_MS);
          return { now: this.now, members: alive.map(([id]) => id), leases: [...this.leases.values()] };
        }),
      renew: (buckets) =>
        answer(() => {
          const own = buckets
            .flatMap((bucket) => this.leases.get(bucket) ?? [])
            .filter(({ owner }) => owner === me);
          return new Map(own.map(({ bucket, token }) => lease(bucket, token)));
        }),
      take: (buckets) =>
        answer(() => {
          const free = buckets.filter((bucket) => (this.leases.get(bucket)?.until ?? 0) <= this.now);
          return new Map(free.map((bucket) => lease(bucket, (this.leases.get(bucket)?.token ?? 0) + 1)));
        }),
      release: (buckets) => answer(() => this.free(me, new Set(buckets))),
      leave: () =>
        answer(() => {
          this.free(me, new Set(this.leases.keys()));
          this.members.delete(me);
        }),
      freeMessages: () => answer(() => undefined),
      takeNumbers: (count) => answer(() => (this.number += count) - count + 1),
      tellStatuses: (at, statuses) =>
        answer(() => {
          for (const status of statuses) this.told.set(status.id, { at, status });
        }),
      toldStatuses: () => answer(() => new Map(this.told)),
    };
  }

  private free(owner: string, buckets: ReadonlySet<number>): void {
    for (const lease of this.leases.values()) {
      if (lease.owner === owner && buckets.has(lease.bucket)) {
        this.leases.set(lease.bucket, { ...lease, until: 0, owner: '' });
      }
    }
  }
}
