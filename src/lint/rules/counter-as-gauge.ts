import type { CounterSelector } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Expression } from '../../promql/expression.js';
import { parseExpression } from '../../promql/parse-expression.js';
import type { LiveFacts } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

const COUNTER_NAME = /_(total|count|bucket|sum)$/;
const VALUE_OF = new Set(['sum', 'min', 'max', 'avg', 'quantile']);

/** A counter whose value is looked at, as if it meant something by itself. */
export const counterAsGauge: Rule = {
  id: 'counter-as-gauge',
  severity: 'error',
  title: 'a counter that is looked at as if it were a gauge',
  explanation:
    'The value of a counter says how much there was since its process started, so comparing it with a limit holds until the next restart, or never again. Its growth, by rate() or increase(), is what can be judged.',
  check: (slos) => slos.flatMap(checkSlo),
  live: { needs: ['types'], check: checkTypes },
};

function checkSlo(slo: Slo): Finding[] {
  for (const { selector } of [...slo.sli.bad, ...slo.sli.total]) {
    const metric = rawCounter(selector);
    if (metric !== undefined) return [counterFinding(slo, metric, 'by its name')];
  }
  return [];
}

function checkTypes(slo: Slo, { types }: LiveFacts): Finding[] {
  const looked = slo.sli.bad.find(
    ({ selector: { metric, meaning } }) =>
      meaning && types?.get(metric) === 'counter' && !COUNTER_NAME.test(metric),
  );
  return looked ? [counterFinding(slo, looked.selector.metric, 'as its exporter says')] : [];
}

function counterFinding(slo: Slo, metric: string, evidence: string): Finding {
  return {
    slo,
    field: 'bad',
    message: `${metric} is a counter ${evidence}, and its value is compared as that of a gauge`,
    mend: `count its growth: write good: or bad: with total:, or rate(${metric}[5m]) within the expression`,
  };
}

function rawCounter({ metric, meaning, native, expression }: CounterSelector): string | undefined {
  if (!expression) return meaning && !native && COUNTER_NAME.test(metric) ? metric : undefined;
  const parsed = parseExpression(expression.text);
  return parsed.ok ? rawCounterIn(parsed.value) : undefined;
}

/** Ratios of counters, and what functions make of one, may be meant; a value that is handed through is not. */
function rawCounterIn(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'selector':
      return expression.windowMs === undefined && COUNTER_NAME.test(expression.selector.metric)
        ? expression.selector.metric
        : undefined;
    case 'aggregate':
      return VALUE_OF.has(expression.op) ? firstOf(expression.args) : undefined;
    case 'unary':
      return rawCounterIn(expression.arg);
    case 'binary':
      return expression.op === '/' ? undefined : firstOf([expression.left, expression.right]);
    default:
      return undefined;
  }
}

function firstOf(expressions: readonly Expression[]): string | undefined {
  return expressions.map(rawCounterIn).find((metric) => metric !== undefined);
}
