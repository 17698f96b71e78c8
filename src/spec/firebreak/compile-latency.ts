import type { CounterSelector, Matcher, Sli } from '../../core/slo/sli.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Findings } from './findings.js';
import { limitIn, readThreshold } from './latency-threshold.js';

/**
 * A quantile with a limit: "400ms at p99" is the share of requests in the bucket `le="0.4"` over all of them. The limit has to be a
 * bucket; whether it is, only live data can say.
 */
export function compileLatency(
  threshold: string | undefined,
  { quantile, buckets }: { readonly quantile: number; readonly buckets: CounterSelector },
  findings: Findings,
): Pick<Sli, 'bad' | 'total' | 'derivation'> | undefined {
  const claim = readThreshold(threshold, quantile, findings);
  if (!claim) return undefined;
  if (buckets.matchers.some((matcher) => matcher.label === 'le')) {
    return findings.error(
      'le-in-quantile',
      ['metric'],
      'a quantile of one bucket means nothing',
      'leave out the matcher on le',
    );
  }
  const histogram = buckets.metric.slice(0, -'_bucket'.length);
  const edge = limitIn(histogram, claim, findings);
  if (edge === undefined) return undefined;
  const bucket = String(edge);
  const good: CounterSelector = {
    metric: buckets.metric,
    matchers: [...buckets.matchers, bucketMatcher(bucket)],
  };
  const total: CounterSelector = { metric: `${histogram}_count`, matchers: buckets.matchers };
  const limit =
    claim.limitSeconds >= 0.001 ? formatDuration(claim.limitSeconds * 1000) : `${claim.limitSeconds * 1e6}µs`;
  return {
    bad: [
      { sign: 1, selector: total },
      { sign: -1, selector: good },
    ],
    total: [{ sign: 1, selector: total }],
    derivation: {
      kind: 'latency-threshold',
      reason: `"${threshold}" means that requests over ${limit} are bad: all of ${total.metric}, less the bucket le="${bucket}"`,
      threshold: { limitSeconds: claim.limitSeconds, quantile, bucket, histogram },
    },
  };
}

/**
 * Whole numbers are exposed as "1" by some clients and as "1.0" by others, and Prometheus 3 makes them all "1.0"; Go writes very small
 * and very large ones with an exponent ("1e-05", "1e+06").
 */
export function bucketMatcher(bucket: string): Matcher {
  const texts = [/^\d+$/.test(bucket) ? `${bucket}(\\.0)?` : bucket.replaceAll('.', '\\.')];
  const value = Number(bucket);
  if (value < 1e-4 || value >= 1e6) {
    const [mantissa, exponent = ''] = value.toExponential().split('e');
    const sign = exponent.startsWith('-') ? '-' : '\\+';
    texts.push(`${mantissa?.replaceAll('.', '\\.')}e${sign}${exponent.slice(1).padStart(2, '0')}`);
  }
  const plain = texts.length === 1 && !/^\d+$/.test(bucket);
  return plain ? { label: 'le', op: '=', value: bucket } : { label: 'le', op: '=~', value: texts.join('|') };
}
