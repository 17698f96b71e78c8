import type { CounterSelector, Matcher, Sli } from '../../core/slo/sli.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Findings } from './findings.js';
import { parseThreshold } from './quantities.js';

/** By convention the unit ends the name. */
const SECONDS_NAMES = /_seconds?$/;
const MILLISECONDS_NAMES = /_(milliseconds?|ms|millis)$/;

/**
 * A quantile with a limit: "400ms at p99" is the share of requests in the bucket `le="0.4"` over all of them. The limit has to be a
 * bucket; whether it is, only live data can say.
 */
export function compileLatency(
  threshold: string | undefined,
  { quantile, buckets }: { readonly quantile: number; readonly buckets: CounterSelector },
  findings: Findings,
): Pick<Sli, 'bad' | 'total' | 'derivation'> | undefined {
  if (threshold === undefined) {
    return findings.error(
      'missing-threshold',
      ['metric'],
      'a quantile alone promises nothing: it has no limit',
      `add threshold: "400ms at p${percentile(quantile)}" with your limit`,
    );
  }
  const claim = parseThreshold(threshold);
  if (!claim) {
    return findings.error(
      'bad-threshold',
      ['threshold'],
      `"${threshold}" is no threshold`,
      'write a limit and a percentile: "400ms at p99"',
    );
  }
  if (claim.quantile !== undefined && claim.quantile !== quantile) {
    return findings.error(
      'quantile-mismatch',
      ['threshold'],
      `the threshold speaks of p${percentile(claim.quantile)}, the metric computes p${percentile(quantile)}`,
      'make the two agree',
    );
  }
  if (buckets.matchers.some((matcher) => matcher.label === 'le')) {
    return findings.error(
      'le-in-quantile',
      ['metric'],
      'a quantile of one bucket means nothing',
      'leave out the matcher on le',
    );
  }
  const histogram = buckets.metric.slice(0, -'_bucket'.length);
  const bucket = bucketOf(histogram, claim.limitSeconds);
  if (bucket === undefined) {
    return findings.error(
      'unknown-unit',
      ['metric'],
      `the name ${histogram} does not say whether it counts seconds or milliseconds`,
      'use the base unit in the name (…_seconds_bucket), or give `good:` with the bucket’s le and `total:`',
    );
  }
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

/** The limit in the histogram's own unit, as `le` writes it. */
function bucketOf(histogram: string, limitSeconds: number): string | undefined {
  if (MILLISECONDS_NAMES.test(histogram)) return String(Number((limitSeconds * 1000).toPrecision(15)));
  return SECONDS_NAMES.test(histogram) ? String(limitSeconds) : undefined;
}

/**
 * Whole numbers are exposed as "1" by some clients and as "1.0" by others, and Prometheus 3 makes them all "1.0"; Go writes very small
 * and very large ones with an exponent ("1e-05", "1e+06").
 */
function bucketMatcher(bucket: string): Matcher {
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

function percentile(quantile: number): string {
  return String(Number((quantile * 100).toPrecision(12)));
}
