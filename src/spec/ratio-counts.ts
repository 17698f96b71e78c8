import type { EventCount, Sli } from '../core/slo/sli.js';
import { eventCountOf } from '../promql/event-query.js';
import type { Expression } from '../promql/expression.js';
import { parseExpression } from '../promql/parse-expression.js';
import { faultOfCount } from './firebreak/check-counts.js';
import { badEvents, sameCount } from './firebreak/event-counts.js';
import type { Findings } from './firebreak/findings.js';

/** The events of an indicator, and how they were found. */
export type Counted = Pick<Sli, 'bad' | 'total' | 'derivation'>;

/** PromQL, and where a file wrote it. */
export interface WrittenQuery {
  readonly text: string;
  /** `field` below `at`. */
  readonly at: Findings;
  readonly field: string;
}

interface Ratio {
  readonly side: 'good' | 'bad';
  readonly part: WrittenQuery;
  readonly total: WrittenQuery;
  /** What the file says: that the queries are of counters, that they are not, or nothing. */
  readonly counter: boolean | undefined;
}

/**
 * good or bad over total. The queries say no window, or one that does not matter: what they sum are counters, and the counters' growth is
 * counted over the windows of the SLO.
 */
export function compileCounts({ side, part, total, counter }: Ratio): Counted | undefined {
  const counts = [part, total].map((query) => countOf(query, counter));
  const [counted, all] = counts;
  if (!counted || !all) return undefined;
  if (sameCount(counted, all)) {
    return part.at.error(
      'always-one',
      [part.field],
      `${side} and total count the same events`,
      'add the matcher that tells good from bad',
    );
  }
  return {
    bad: side === 'bad' ? counted : badEvents(all, counted),
    total: all,
    derivation: { kind: 'explicit', reason: `the file gives the ${side} events and the total` },
  };
}

function countOf({ text, at, field }: WrittenQuery, counter: boolean | undefined): EventCount | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok) return at.queryErrors([field], parsed.problems);
  const plain = selectorsOf(parsed.value).filter(({ windowMs }) => windowMs === undefined);
  const [gauge] = plain.filter(
    ({ metric }) => counter === false || (counter !== true && !isNamedCounter(metric)),
  );
  if (gauge) {
    return counter === false
      ? at.error(
          'gauge-of-counts',
          [field],
          `counter: false says that ${gauge.metric} goes up and down, and its samples do not say of which stretch of time they are the count`,
          'use a counter with counter: true; rate() or increase() of a counter can be counted either way',
        )
      : at.error(
          'unsaid-counter',
          [field],
          `it cannot be told whether ${gauge.metric} is a counter`,
          'add counter: true to ratioMetric when it only grows',
        );
  }
  const count = eventCountOf(parsed.value);
  if (!count.ok) return at.queryErrors([field], count.problems);
  const fault = faultOfCount(count.value);
  return fault ? at.error('no-event-count', [field], fault.message, fault.mend) : count.value;
}

/** Prometheus' own naming: a counter ends in _total, and a histogram's counters in _count, _sum and _bucket. */
function isNamedCounter(metric: string): boolean {
  return /_(total|count|sum|bucket)$/.test(metric);
}

interface FoundSelector {
  readonly metric: string;
  readonly windowMs: number | undefined;
}

function selectorsOf(expression: Expression): FoundSelector[] {
  switch (expression.kind) {
    case 'selector':
      return [{ metric: expression.selector.metric, windowMs: expression.windowMs }];
    case 'call':
    case 'aggregate':
      return expression.args.flatMap(selectorsOf);
    case 'binary':
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
    case 'unary':
      return selectorsOf(expression.arg);
    default:
      return [];
  }
}
