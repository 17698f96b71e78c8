import { selectorText } from '../core/slo/selector-text.js';
import type { Comparison, CounterSelector, Sli, SteppedExpression } from '../core/slo/sli.js';
import { formatDuration, MINUTE, SECOND } from '../core/time/duration.js';
import { blankComments } from '../promql/blank-comments.js';
import type { Expression } from '../promql/expression.js';
import { withWindow } from '../promql/window-variable.js';

type Counted = Pick<Sli, 'bad' | 'total' | 'derivation'>;

/** What Prometheus works out for an SLO is worked out so often. */
const STEP = 30 * SECOND;
/** In place of a window variable: short, so that an alert is not late by it, and long enough for two scrapes. */
const WINDOW = formatDuration(2 * MINUTE);

/** A condition that a good sample meets. */
export interface GoodWhen {
  readonly op: Comparison;
  readonly value: number;
}

/** Gauges: each sample is an event, good when the condition holds. An expression is sampled at steps, a plain selector as it was scraped. */
export function gaugeSli(text: string, expression: Expression, goodWhen: GoodWhen): Counted {
  const plain = expression.kind === 'selector' && expression.windowMs === undefined;
  const series: CounterSelector = plain ? expression.selector : stepped(text);
  const how = plain ? 'every sample' : `every ${formatDuration(STEP)} its value`;
  const condition = `${goodWhen.op} ${goodWhen.value}`;
  return {
    bad: [{ sign: 1, selector: { ...series, meaning: { kind: 'compared', ...opposite(goodWhen) } } }],
    total: [{ sign: 1, selector: { ...series, meaning: { kind: 'sample' } } }],
    derivation: {
      kind: 'gauge',
      reason: `${how} of ${selectorText(series)} is an event, good when ${condition}: a share of time, whatever the traffic`,
    },
  };
}

/** A query that yields a share of errors and tells no events: every step weighs the same, at night as at noon. */
export function timeWeightedSli(text: string, share: 'good' | 'bad'): Counted {
  const series = stepped(text);
  const sample = { sign: 1, selector: { ...series, meaning: { kind: 'sample' } } } as const;
  const part = { selector: { ...series, meaning: { kind: 'share' } } } as const;
  return {
    bad: share === 'bad' ? [{ sign: 1, ...part }] : [sample, { sign: -1, ...part }],
    total: [sample],
    derivation: {
      kind: 'time-weighted-ratio',
      reason: `the query yields a share of ${share} events and does not say of how many: it is looked at every ${formatDuration(STEP)}, and every look weighs the same (time-weighted)`,
    },
  };
}

function stepped(text: string): CounterSelector {
  const expression: SteppedExpression = {
    text: withWindow(blankComments(text), WINDOW).trim(),
    stepMs: STEP,
  };
  return { metric: '', matchers: [], expression };
}

const OPPOSITES: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** What holds where a condition does not. */
export function opposite({ op, value }: GoodWhen): GoodWhen {
  return { op: OPPOSITES[op], value };
}
