/** Whether a threshold can be judged on a histogram; `message` says between which buckets it falls. */
export type BucketVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly below?: string; readonly above?: string; readonly message: string };

/**
 * A share of requests under a limit can be counted only when the histogram has a bucket at that very limit.
 * @param bucket the limit in seconds, as an `le` value
 * @param liveBuckets the `le` values that the histogram has
 */
export function judgeBucket(bucket: string, liveBuckets: readonly string[]): BucketVerdict {
  const limit = Number(bucket);
  const edges = liveBuckets
    .filter((le) => le !== '+Inf')
    .map((le) => ({ le, value: Number(le) }))
    .sort((a, b) => a.value - b.value);
  if (edges.some((edge) => edge.value === limit)) return { ok: true };
  const below = edges.findLast((edge) => edge.value < limit)?.le;
  const above = edges.find((edge) => edge.value > limit)?.le;
  const nearest = [below, above].filter((le) => le !== undefined);
  const message = `the histogram has no bucket le="${bucket}"; ${nearest.length === 0 ? 'it has no finite bucket' : `the nearest are le="${nearest.join('" and le="')}"`}`;
  return {
    ok: false,
    ...(below === undefined ? {} : { below }),
    ...(above === undefined ? {} : { above }),
    message,
  };
}
