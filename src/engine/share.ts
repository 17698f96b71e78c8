import { bucketOf } from '../core/replicas/buckets.js';
import { SOURCE_ID } from '../core/slo/slo.js';

/** The buckets that this replica has, each with the token under which it has it; `all` where there is one daemon only. */
export type Share = ReadonlyMap<number, number> | 'all';

/** Whether an SLO, or what is kept for it under this key, is this replica's to judge. */
export function owns(share: Share, key: string): boolean {
  return share === 'all' || share.has(bucketOf(key));
}

/**
 * Whether the source as a whole is this replica's to judge: that goes with the first SLO, because only who asks for some knows whether it
 * answers. Without an SLO it is everybody's.
 * @param ids of all SLOs and templates of the files, whoever has them
 */
export function ownsSource(share: Share, ids: Iterable<string>): boolean {
  let first: string | undefined;
  for (const id of ids) if (first === undefined || id < first) first = id;
  return first === undefined || owns(share, first);
}

/** A predicate for stored keys, those of the source among them. */
export function ownedKeys(share: Share, ids: Iterable<string>): (key: string) => boolean {
  const source = ownsSource(share, ids);
  return (key) => (key === SOURCE_ID ? source : owns(share, key));
}
