import type { CounterTerm, EventCount } from '../core/slo/sli.js';
import type { Expression, Parsed, QueryProblem } from './expression.js';
import { parseExpression } from './parse-expression.js';

const COUNTING = new Set(['rate', 'increase', 'irate']);

/** `job:http_errors:rate5m`: by the convention for recording rules the last part names the operation. */
const RECORDED_RATE = /:[a-z_]*(?:i?rate|ratio|avg|mean|delta|quantile|p\d)[a-z0-9_]*$/;

/**
 * Reads a query that counts events: sums of counters, in any of the ways in which people write them (`sum(rate(a[5m]))`,
 * `increase(a[1h])`, `a`, sums and differences, `or vector(0)`, `clamp_min(x, 0)`, `x > 0`). The windows found do not matter:
 * the counters do, and any window can be put to them.
 */
export function parseEventQuery(text: string): Parsed<EventCount> {
  const parsed = parseExpression(text);
  return parsed.ok ? eventCountOf(parsed.value) : parsed;
}

/** The event count that an expression stands for, or why it stands for none. */
export function eventCountOf(expression: Expression): Parsed<EventCount> {
  const problems: QueryProblem[] = [];
  const terms = collect(expression, 1, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: terms };
}

function collect(expression: Expression, sign: 1 | -1, problems: QueryProblem[]): CounterTerm[] {
  const refuse = (message: string, mend: string): CounterTerm[] => {
    problems.push({ from: expression.from, to: expression.to, message, mend });
    return [];
  };
  const inner = (next: Expression, nextSign = sign) => collect(next, nextSign, problems);
  switch (expression.kind) {
    case 'selector':
      if (RECORDED_RATE.test(expression.selector.metric)) {
        return refuse(
          `${expression.selector.metric} is a recorded rate, and a rate counts no events`,
          'use the counters that it was recorded from',
        );
      }
      return [{ sign, selector: expression.selector }];
    case 'aggregate':
      return aggregate(expression, inner, refuse);
    case 'call':
      return call(expression, inner, refuse);
    case 'unary':
      return inner(expression.arg, expression.op === '-' ? flip(sign) : sign);
    case 'binary':
      if (expression.op === '+') return [...inner(expression.left), ...inner(expression.right)];
      if (expression.op === '-') return [...inner(expression.left), ...inner(expression.right, flip(sign))];
      if (expression.op === 'or' && isZero(expression.right)) return inner(expression.left);
      if (isGuard(expression)) return inner(expression.left);
      return refuse(
        `"${expression.op}" between counters does not count events`,
        'count events by sums and differences of counters; a ratio belongs in `metric:`',
      );
    case 'number':
      return refuse('a number counts no events', 'name a counter');
    case 'text':
      return refuse('a text counts no events', 'name a counter');
    case 'unsupported':
      return refuse(`${expression.what} cannot be counted over other windows`, 'use the plain counter');
  }
}

type Inner = (next: Expression) => CounterTerm[];
type Refuse = (message: string, mend: string) => CounterTerm[];

function aggregate(
  expression: Expression & { kind: 'aggregate' },
  inner: Inner,
  refuse: Refuse,
): CounterTerm[] {
  const { op, grouping, args } = expression;
  const [arg] = args;
  if (op !== 'sum' || !arg) return refuse(`${op}() does not count events`, 'use sum()');
  if (grouping && !(grouping.by && grouping.labels.length === 0)) {
    const word = grouping.by ? 'by' : 'without';
    return refuse(
      `sum ${word} (${grouping.labels.join(', ')}) makes several counts out of one SLO`,
      'sum over everything; `group_by` at the SLO makes one of each group',
    );
  }
  return inner(arg);
}

function call(expression: Expression & { kind: 'call' }, inner: Inner, refuse: Refuse): CounterTerm[] {
  const { name, args } = expression;
  const [arg, second] = args;
  if (COUNTING.has(name) && arg) {
    if (arg.kind === 'selector') return inner(arg);
    return refuse(
      `${name}() must be taken of a counter directly`,
      `write ${name}(counter[5m]), and sum that`,
    );
  }
  if (name === 'clamp_min' && arg && second?.kind === 'number' && second.value === 0) return inner(arg);
  return refuse(`${name}() does not count events`, 'use rate() or increase() of counters, and sum()');
}

/** `x > 0`, `x != 0`: what is left out is no event, and a ratio without events is none in any case. */
function isGuard({ op, right }: Expression & { kind: 'binary' }): boolean {
  return (op === '>' || op === '!=') && isZero(right);
}

function isZero(expression: Expression): boolean {
  if (expression.kind === 'number') return expression.value === 0;
  const [arg] = expression.kind === 'call' && expression.name === 'vector' ? expression.args : [];
  return arg?.kind === 'number' && arg.value === 0;
}

function flip(sign: 1 | -1): 1 | -1 {
  return sign === 1 ? -1 : 1;
}
