import type { Sli } from '../../core/slo/sli.js';
import type { Expression } from '../../promql/expression.js';
import { parseExpression } from '../../promql/parse-expression.js';
import { compileShare } from '../firebreak/compile-sampled.js';
import type { Findings } from '../firebreak/findings.js';
import { type Counted, compileCounts } from '../ratio-counts.js';
import { timeWeightedSli } from '../sampled-sli.js';
import { type FieldNames, FORMER_RATIO_QUERY } from './field-names.js';
import { refuseSliPlugin } from './plugins.js';
import { templateProblems } from './query-template.js';
import type { SloSpec } from './schema.js';

const TYPES = ['events', 'raw', 'plugin'] as const;

/** Sums of what there was at points of time: `sum_over_time()`, `count_over_time()` and the like. */
const OVER_TIME = /_over_time$/;

/** What an SLO measures; undefined with the reasons in `at`, which stands at its `sli`. */
export function compileSli(
  name: string,
  { events, raw, plugin }: SloSpec['sli'],
  fields: FieldNames,
  at: Findings,
): Sli | undefined {
  const given = { events, raw, plugin };
  const [first, second] = TYPES.filter((type) => given[type] !== undefined);
  if (first === undefined) {
    return at.error('nothing-counted', [], 'this SLO measures nothing', 'add events or raw');
  }
  if (second !== undefined) {
    return at.error(
      'two-definitions',
      [second],
      `${first} and ${second} both say what is measured`,
      'keep one of them',
    );
  }
  if (plugin) return refuseSliPlugin(plugin.id, fields, at);
  const counted = events
    ? countEvents(events, fields, at.under('events'))
    : raw && countRaw(raw, ratioField(raw, fields), at.under('raw'));
  return counted && { name, ...counted };
}

type Queries = Readonly<Record<string, string>>;

function countEvents(queries: Queries, fields: FieldNames, at: Findings): Counted | undefined {
  const bad = readQuery(queries, fields.errorQuery, at);
  const total = readQuery(queries, fields.totalQuery, at);
  if (!bad || !total) return undefined;
  if (!calls(bad.expression, OVER_TIME) && !calls(total.expression, OVER_TIME)) {
    return compileCounts({ side: 'bad', part: bad, total, counter: true });
  }
  at.warn(
    'time-weighted',
    [],
    'these queries sum up samples over time, which are no counted events: their ratio is looked at every 30 s, and every look weighs the same',
    'count with counters, where there are some',
  );
  // On lines of their own, so that a comment ends before them.
  return timeWeightedSli(`(${bad.text}\n) / (${total.text}\n)`, 'bad');
}

function ratioField(raw: Queries, { errorRatioQuery }: FieldNames): string {
  return raw[errorRatioQuery] === undefined ? FORMER_RATIO_QUERY : errorRatioQuery;
}

function countRaw(queries: Queries, field: string, at: Findings): Counted | undefined {
  const query = readQuery(queries, field, at);
  const counted = query && compileShare(field, 'bad', query.text, at);
  if (!counted) return undefined;
  if (counted.derivation.kind === 'time-weighted-ratio') {
    // Over gauges sloth, too, gives every moment the same weight.
    if (calls(query.expression, /^i?rate$|^increase$/)) {
      at.warn(
        'time-weighted',
        [field],
        'this is no ratio of sums of counters, so its events are not known: it is looked at every 30 s, and every look weighs the same',
        'write it as one, or as events with queries for the bad ones and for all',
      );
    }
    return counted;
  }
  const reason = 'the query is a ratio of counters: their events are counted';
  return { ...counted, derivation: { ...counted.derivation, reason } };
}

interface Query {
  readonly text: string;
  readonly expression: Expression;
  readonly at: Findings;
  readonly field: string;
}

function readQuery(queries: Queries, field: string, at: Findings): Query | undefined {
  const text = queries[field] ?? '';
  const problems = templateProblems(text);
  for (const { from, to, message, mend } of problems) {
    at.add({ code: 'query-template', path: [field], within: { from, to }, message, mend });
  }
  if (problems.length > 0) return undefined;
  const parsed = parseExpression(text);
  return parsed.ok ? { text, expression: parsed.value, at, field } : at.queryErrors([field], parsed.problems);
}

/** True where a query calls a function of such a name. */
function calls(expression: Expression, name: RegExp): boolean {
  const inner = (each: Expression) => calls(each, name);
  switch (expression.kind) {
    case 'call':
      return name.test(expression.name) || expression.args.some(inner);
    case 'aggregate':
      return expression.args.some(inner);
    case 'binary':
      return inner(expression.left) || inner(expression.right);
    case 'unary':
      return inner(expression.arg);
    default:
      return false;
  }
}
