import type { CounterSelector } from '../../core/slo/sli.js';
import type { Expression } from '../../promql/expression.js';
import { parseExpression } from '../../promql/parse-expression.js';
import type { Findings } from '../firebreak/findings.js';
import type { Query } from './schema.js';

/** The series that a `metric` names, and the same as an expression. */
export interface NamedSeries {
  readonly selector: CounterSelector;
  readonly expression: Expression;
}

/** pyrra takes a plain selector and puts functions and windows around it. `at` is the map that holds `metric`. */
export function readSeries({ metric, matchers = [] }: Query, at: Findings): NamedSeries | undefined {
  const series = readMetric(metric, at);
  if (!series || matchers.length === 0) return series;
  at.warn(
    'matchers-beside',
    ['matchers'],
    'pyrra itself knows no matchers beside the metric; they are read as label="value"',
    'write them into the metric: http_requests_total{job="shop"}',
  );
  const further = matchers.map(({ name, value }) => ({ label: name, op: '=', value }) as const);
  const selector = { ...series.selector, matchers: [...series.selector.matchers, ...further] };
  return { selector, expression: { ...series.expression, kind: 'selector', selector, windowMs: undefined } };
}

function readMetric(metric: string, at: Findings): NamedSeries | undefined {
  const parsed = parseExpression(metric);
  if (!parsed.ok) return at.queryErrors(['metric'], parsed.problems);
  const { value } = parsed;
  const delayed = value.kind === 'unsupported' && value.of?.kind === 'selector' ? value.of : undefined;
  const expression = delayed ?? value;
  if (expression.kind === 'selector' && expression.windowMs === undefined) {
    if (delayed) warnOfOffset(at);
    return { selector: expression.selector, expression };
  }
  const found = value.kind === 'unsupported' ? value.what : 'an expression';
  return at.error(
    'no-selector',
    ['metric'],
    `pyrra takes a metric with its matchers here, and this is ${found}`,
    'write the name with its matchers alone: http_requests_total{job="shop"}',
  );
}

function warnOfOffset(at: Findings): void {
  at.warn(
    'offset-left-out',
    ['metric'],
    'samples that come late are counted for the time that they stand for, so nothing is waited for: the offset is left out',
    'remove it',
  );
}
