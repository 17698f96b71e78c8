import type { CounterSelector, Sli } from '../../core/slo/sli.js';
import { nativeThresholdSli } from '../native-sli.js';
import type { Findings } from './findings.js';
import { limitIn, readThreshold } from './latency-threshold.js';
import type { SliSpec } from './schema.js';

type Counted = Pick<Sli, 'bad' | 'total' | 'derivation'>;

/** `histogram_quantile(0.99, sum(rate(name[5m])))` of a native histogram, with "400ms at p99". */
export function compileNativeQuantile(
  threshold: string | undefined,
  { quantile, histogram }: { readonly quantile: number; readonly histogram: CounterSelector },
  findings: Findings,
): Counted | undefined {
  const claim = readThreshold(threshold, quantile, findings);
  const limit = claim && limitIn(histogram.metric, claim, findings);
  return limit === undefined ? undefined : nativeThresholdSli(histogram, limit);
}

/** `histogram_fraction(0, 0.4, sum(rate(name[5m])))`: the share up to the limit is good. */
export function compileNativeFraction(
  spec: Pick<SliSpec, 'metric_is'>,
  { limit, histogram }: { readonly limit: number; readonly histogram: CounterSelector },
  findings: Findings,
): Counted | undefined {
  if (spec.metric_is === 'bad') {
    return findings.error(
      'useless-metric-is',
      ['metric_is'],
      'the share of observations up to a limit is taken for good ones',
      'remove metric_is; where large values are the good ones, give `good:` or `bad:` and `total:`',
    );
  }
  return nativeThresholdSli(histogram, limit);
}
