import type { Findings } from './findings.js';
import { parseThreshold, type ThresholdClaim } from './quantities.js';

/** By convention the unit ends the name. */
const SECONDS_NAMES = /_seconds?$/;
const MILLISECONDS_NAMES = /_(milliseconds?|ms|millis)$/;

/** "400ms at p99" beside a quantile of the same; undefined with the reason in `findings`. */
export function readThreshold(
  threshold: string | undefined,
  quantile: number,
  findings: Findings,
): ThresholdClaim | undefined {
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
  return claim;
}

/** The limit in the histogram's own unit, as `le` has it. */
export function limitIn(
  histogram: string,
  { limitSeconds }: ThresholdClaim,
  findings: Findings,
): number | undefined {
  if (MILLISECONDS_NAMES.test(histogram)) return Number((limitSeconds * 1000).toPrecision(15));
  if (SECONDS_NAMES.test(histogram)) return limitSeconds;
  return findings.error(
    'unknown-unit',
    ['metric'],
    `the name ${histogram} does not say whether it counts seconds or milliseconds`,
    'use the base unit in the name (…_seconds_bucket), or give `good:` with the bucket’s le and `total:`',
  );
}

function percentile(quantile: number): string {
  return String(Number((quantile * 100).toPrecision(12)));
}
