import { parseDuration, SECOND } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import type { Findings } from '../firebreak/findings.js';
import { nativeThresholdSli } from '../native-sli.js';
import type { Counted } from '../ratio-counts.js';
import { gaugeSli } from '../sampled-sli.js';
import { latencyCounts, ratioCounts } from './counts.js';
import type { IndicatorSpec } from './schema.js';
import { readSeries } from './selector.js';

const KINDS = ['ratio', 'latency', 'latencyNative', 'bool_gauge'] as const;

export interface Indicator {
  readonly counted: Counted;
  /** By which it is one for each label set; none where it is one in all. */
  readonly labels: readonly string[];
  readonly at: Findings;
}

/** What an indicator counts; undefined with the reasons in `findings`, which stand at the indicator. */
export function compileIndicator(spec: IndicatorSpec, findings: Findings): Indicator | undefined {
  const [kind, second] = KINDS.filter((each) => spec[each] !== undefined);
  if (kind === undefined) {
    return findings.error(
      'nothing-counted',
      [],
      'this indicator measures nothing',
      `add one of ${KINDS.join(', ')}`,
    );
  }
  if (second !== undefined) {
    return findings.error(
      'two-definitions',
      [second],
      `${kind} and ${second} both say what is measured`,
      'keep one of them',
    );
  }
  const at = findings.under(kind);
  const counted = compileKind(spec, at);
  return counted && { counted, labels: [...new Set(spec[kind]?.grouping ?? [])], at };
}

function compileKind(
  { ratio, latency, latencyNative, bool_gauge: gauge }: IndicatorSpec,
  at: Findings,
): Counted | undefined {
  if (ratio) return ratioCounts(ratio, at);
  if (latency) return latencyCounts(latency, at);
  if (latencyNative) return nativeCounts(latencyNative, at);
  return gauge && gaugeCounts(gauge, at);
}

/** pyrra takes the limit for seconds, as it takes the histogram. */
function nativeCounts(
  { total, latency }: NonNullable<IndicatorSpec['latencyNative']>,
  at: Findings,
): Counted | undefined {
  const series = readSeries(total, at.under('total'));
  const limit = parseDuration(latency);
  if (limit === undefined) {
    return at.error(
      'bad-duration',
      ['latency'],
      `"${latency}" is no duration`,
      durationMend(latency, 'write a limit such as 500ms'),
    );
  }
  return series && nativeThresholdSli(series.selector, limit / SECOND);
}

function gaugeCounts(
  { metric }: NonNullable<IndicatorSpec['bool_gauge']>,
  at: Findings,
): Counted | undefined {
  const series = readSeries({ metric }, at);
  return series && gaugeSli(metric, series.expression, { op: '==', value: 1 });
}
