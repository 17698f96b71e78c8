import type { Sli } from '../../core/slo/sli.js';
import { parseEventQuery } from '../../promql/event-query.js';
import { splitRatio } from '../../promql/split-ratio.js';
import { faultOfCount } from './check-counts.js';
import { compileLatency } from './compile-latency.js';
import { compileNativeFraction, compileNativeQuantile } from './compile-native.js';
import { compileRatio } from './compile-ratio.js';
import { compileGauge, compileShare } from './compile-sampled.js';
import { findTwoDefinitions } from './definitions.js';
import { badEvents, sameCount } from './event-counts.js';
import type { Findings } from './findings.js';
import type { SliSpec } from './schema.js';

type Counted = Pick<Sli, 'bad' | 'total' | 'derivation'>;

/** What an indicator counts; undefined with the reasons in `findings`. */
export function compileSli(name: string, spec: SliSpec, findings: Findings): Sli | undefined {
  const counted = findTwoDefinitions(spec, findings) ? undefined : compileCounts(spec, findings);
  if (!counted) return undefined;
  return { name, ...(spec.description === undefined ? {} : { description: spec.description }), ...counted };
}

function compileCounts(spec: SliSpec, findings: Findings): Counted | undefined {
  if (spec.gauge !== undefined) return compileGauge(spec, spec.gauge, findings);
  for (const [field, side] of [
    ['error_ratio', 'bad'],
    ['success_ratio', 'good'],
  ] as const) {
    if (spec[field] !== undefined) return compileShare(field, side, spec[field], findings);
  }
  return spec.metric === undefined
    ? compileExplicit(spec, findings)
    : compileMetric(spec, spec.metric, findings);
}

function compileMetric(spec: SliSpec, metric: string, findings: Findings): Counted | undefined {
  const shape = splitRatio(metric);
  if (!shape.ok) return findings.queryErrors(['metric'], shape.problems);
  if (shape.value.kind === 'quantile' || shape.value.kind === 'native-quantile') {
    if (spec.metric_is !== undefined) {
      return findings.error(
        'useless-metric-is',
        ['metric_is'],
        'a quantile is neither good nor bad events',
        'remove metric_is',
      );
    }
    return shape.value.kind === 'quantile'
      ? compileLatency(spec.threshold, shape.value, findings)
      : compileNativeQuantile(spec.threshold, shape.value, findings);
  }
  if (spec.threshold !== undefined) {
    return findings.error(
      'useless-threshold',
      ['threshold'],
      'a threshold belongs to a quantile, and this metric is a ratio',
      'remove threshold, or use histogram_quantile() in metric',
    );
  }
  if (shape.value.kind === 'native-fraction') return compileNativeFraction(spec, shape.value, findings);
  return compileRatio({ field: 'metric', metric_is: spec.metric_is }, shape.value, findings);
}

function compileExplicit(spec: SliSpec, findings: Findings): Counted | undefined {
  const { good, bad, total } = spec;
  if (good === undefined && bad === undefined && total === undefined) {
    return findings.error(
      'nothing-counted',
      [],
      'this indicator counts nothing',
      'add `metric`, or `good` or `bad` with `total`',
    );
  }
  if (good !== undefined && bad !== undefined) {
    return findings.error(
      'two-definitions',
      ['bad'],
      '`good` and `bad` both say what is counted',
      'keep one of them, with `total`',
    );
  }
  const side = good === undefined ? 'bad' : 'good';
  const text = good ?? bad;
  if (text === undefined)
    return findings.error('missing-side', ['total'], '`total` alone tells nothing', 'add `good` or `bad`');
  if (total === undefined)
    return findings.error(
      'missing-total',
      [side],
      `\`${side}\` needs a \`total\``,
      'add `total`: a query that counts all events',
    );
  const counted = parseEventQuery(text);
  const all = parseEventQuery(total);
  if (!counted.ok) findings.queryErrors([side], counted.problems);
  if (!all.ok) findings.queryErrors(['total'], all.problems);
  if (!counted.ok || !all.ok) return undefined;
  const faults = [
    [side, faultOfCount(counted.value)],
    ['total', faultOfCount(all.value)],
  ] as const;
  for (const [field, fault] of faults) {
    if (fault) return findings.error('no-event-count', [field], fault.message, fault.mend);
  }
  if (sameCount(counted.value, all.value)) {
    return findings.error(
      'always-one',
      [side],
      `\`${side}\` and \`total\` count the same events`,
      'add the matcher that tells good from bad',
    );
  }
  return {
    bad: side === 'bad' ? counted.value : badEvents(all.value, counted.value),
    total: all.value,
    derivation: { kind: 'explicit', reason: `the file gives the ${side} events and the total` },
  };
}
