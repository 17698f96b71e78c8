import { BUCKETS } from './buckets.js';
import { hashText } from './hash-text.js';

/** Who has a bucket. Times are epoch ms by one clock that all replicas share. */
export interface Lease {
  readonly bucket: number;
  readonly owner: string;
  /** Grows with every change of hands: what an earlier owner decides under a smaller one is void. */
  readonly token: number;
  readonly until: number;
}

export interface LeasePlan {
  /** Buckets that stay this replica's own. */
  readonly keep: readonly number[];
  /** Own buckets that another replica is to have. */
  readonly release: readonly number[];
  /** Buckets to ask for: they are nobody's now. */
  readonly take: readonly number[];
}

/**
 * What a replica is to do about every bucket. All replicas that see the same members come to the same distribution, and one that comes or
 * goes moves no bucket but its own (rendezvous hashing: Thaler and Ravishankar, 1998).
 * @param members the replicas that are alive, this one among them
 */
export function planLeases(
  me: string,
  members: readonly string[],
  leases: readonly Lease[],
  now: number,
): LeasePlan {
  const held = new Map(leases.map((lease) => [lease.bucket, lease]));
  const keep: number[] = [];
  const release: number[] = [];
  const take: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const lease = held.get(bucket);
    const mine = wantedOwner(bucket, members) === me;
    if (lease?.owner === me) (mine ? keep : release).push(bucket);
    else if (mine && (lease === undefined || lease.until <= now)) take.push(bucket);
  }
  return { keep, release, take };
}

/** The replica that is to have a bucket; undefined when there is none. */
export function wantedOwner(bucket: number, members: readonly string[]): string | undefined {
  let best: { readonly member: string; readonly score: number } | undefined;
  for (const member of members) {
    const score = hashText(`${member} ${bucket}`);
    if (!best || score > best.score || (score === best.score && member < best.member))
      best = { member, score };
  }
  return best?.member;
}
