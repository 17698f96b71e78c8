import type { Expression } from '../../promql/expression.js';
import { parseExpression } from '../../promql/parse-expression.js';
import { splitRatio } from '../../promql/split-ratio.js';
import { compileRatio } from '../firebreak/compile-ratio.js';
import { type Counted, compileCounts } from '../ratio-counts.js';
import { timeWeightedSli } from '../sampled-sli.js';
import type { Library } from './library.js';
import { type MetricQuery, queryOf } from './metric-query.js';
import type { OpenSloObject } from './objects.js';
import type { DataSourceSpec, MetricSpec, RatioSpec, SliSpec } from './schema.js';

/** What an indicator says by itself: events, or values that each objective compares with its own limit. */
export type Measured =
  | { readonly kind: 'counted'; readonly counted: Counted }
  | { readonly kind: 'compared'; readonly text: string; readonly expression: Expression };

export interface Indicator {
  readonly measured: Measured;
  readonly object: OpenSloObject<SliSpec>;
  readonly sources: readonly OpenSloObject<DataSourceSpec>[];
}

/** An SLI as far as it goes without an objective; undefined with the reasons in its findings. */
export function readIndicator(object: OpenSloObject<SliSpec>, library: Library): Indicator | undefined {
  const { thresholdMetric, ratioMetric } = object.spec;
  const at = object.at.under('spec');
  if (thresholdMetric && ratioMetric) {
    return at.error(
      'two-definitions',
      ['ratioMetric'],
      'thresholdMetric and ratioMetric both say what is measured',
      'keep one of them',
    );
  }
  const queries: MetricQuery[] = [];
  const query = (metric: MetricSpec, ...below: string[]) => {
    const found = queryOf(metric, at.under(...below), library);
    if (found) queries.push(found);
    return found;
  };
  const measured = thresholdMetric
    ? comparedBy(query(thresholdMetric, 'thresholdMetric'))
    : ratioMetric && readRatio(ratioMetric, object, (metric, field) => query(metric, 'ratioMetric', field));
  if (!thresholdMetric && !ratioMetric) {
    at.error('nothing-counted', [], 'this SLI measures nothing', 'add ratioMetric or thresholdMetric');
  }
  const sources = queries.flatMap(({ source }) => (source ? [source] : []));
  return measured && { measured, object, sources: [...new Set(sources)] };
}

type Ask = (metric: MetricSpec, field: string) => MetricQuery | undefined;

function readRatio(ratio: RatioSpec, { at: root }: OpenSloObject, ask: Ask): Measured | undefined {
  const at = root.under('spec', 'ratioMetric');
  const { good, bad, total, raw, rawType, counter } = ratio;
  if (raw) {
    const other = (['good', 'bad', 'total'] as const).find((field) => ratio[field] !== undefined);
    if (other) {
      return at.error(
        'two-definitions',
        [other],
        `raw and ${other} both say what is counted`,
        `remove ${other}`,
      );
    }
    if (rawType === undefined) {
      const mend = 'add rawType: success (share of good events) or failure';
      return at.error('missing-field', ['raw'], 'raw does not say what it is a share of', mend);
    }
    return rawRatio(ask(raw, 'raw'), rawType);
  }
  if (rawType !== undefined) {
    return at.error(
      'useless-field',
      ['rawType'],
      'rawType says what `raw` is, and there is none',
      'remove rawType',
    );
  }
  if (good && bad) {
    return at.error(
      'two-definitions',
      ['bad'],
      'good and bad are both given',
      'keep one of them, with total',
    );
  }
  const side = good ? 'good' : 'bad';
  const part = good ?? bad;
  if (!part || !total) {
    return at.error(
      'missing-field',
      [],
      part ? `${side} needs a total` : 'this ratio lacks its numerator',
      'give good or bad, and total',
    );
  }
  const queries = { part: ask(part, side), total: ask(total, 'total') };
  if (!queries.part || !queries.total) return undefined;
  const counted = compileCounts({ side, part: queries.part, total: queries.total, counter });
  return counted && { kind: 'counted', counted };
}

/** A ratio of counters is counted by its events; any other is looked at in steps. */
function rawRatio(query: MetricQuery | undefined, rawType: 'success' | 'failure'): Measured | undefined {
  if (!query) return undefined;
  const { text, at, field } = query;
  const side = rawType === 'success' ? 'good' : 'bad';
  const parsed = parseExpression(text);
  if (!parsed.ok) return at.queryErrors([field], parsed.problems);
  const shape = splitRatio(text);
  if (!shape.ok || shape.value.kind !== 'ratio') {
    return { kind: 'counted', counted: timeWeightedSli(text, side) };
  }
  const counted = compileRatio({ field, metric_is: side }, shape.value, at);
  return (
    counted && {
      kind: 'counted',
      counted: {
        ...counted,
        derivation: {
          ...counted.derivation,
          reason: `the file says rawType: ${rawType}, and the query is a ratio of counters: their events are counted`,
        },
      },
    }
  );
}

/** A thresholdMetric, whose samples the objectives compare. */
export function comparedBy(query: MetricQuery | undefined): Measured | undefined {
  if (!query) return undefined;
  const { text, at, field } = query;
  const parsed = parseExpression(text);
  if (!parsed.ok) return at.queryErrors([field], parsed.problems);
  if (parsed.value.kind === 'selector' && parsed.value.windowMs !== undefined) {
    return at.error(
      'gauge-with-window',
      [field],
      'the values of a thresholdMetric are looked at one by one, without a window',
      'remove the window in brackets',
    );
  }
  return { kind: 'compared', text, expression: parsed.value };
}
