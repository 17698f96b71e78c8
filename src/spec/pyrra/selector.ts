import type { CounterSelector } from '../../core/slo/sli.js';
import type { Expression } from '../../promql/expression.js';
import { parseExpression } from '../../promql/parse-expression.js';
import type { Findings } from '../firebreak/findings.js';

/** The series that a `metric` names, and the same as an expression. */
export interface NamedSeries {
  readonly selector: CounterSelector;
  readonly expression: Expression;
}

/** pyrra takes a plain selector and puts functions and windows around it. `at` is the map that holds `metric`. */
export function readSeries(metric: string, at: Findings): NamedSeries | undefined {
  const parsed = parseExpression(metric);
  if (!parsed.ok) return at.queryErrors(['metric'], parsed.problems);
  const expression = parsed.value;
  if (expression.kind === 'selector' && expression.windowMs === undefined) {
    return { selector: expression.selector, expression };
  }
  const found = expression.kind === 'unsupported' ? expression.what : 'an expression';
  return at.error(
    'no-selector',
    ['metric'],
    `pyrra takes a metric with its matchers here, and this is ${found}`,
    'write the name with its matchers alone: http_requests_total{job="shop"}',
  );
}
