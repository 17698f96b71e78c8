import { countedText } from '../slo/selector-text.js';
import type { CounterSelector, Sli } from '../slo/sli.js';

/** A counter (or what else is counted) and what one of its events adds to the bad and the total count. */
export interface WeightedSelector {
  /** Its `countedText`, by which it is known. */
  readonly text: string;
  readonly selector: CounterSelector;
  readonly bad: number;
  readonly total: number;
  /** Its absence means "cannot tell", not "none": a good counter on a metric of its own that was never seen, or what a rule records. */
  readonly mustExist: boolean;
}

/** Every counter of an SLI once, with its weights, in a stable order. */
export function weightedSelectors(sli: Sli): WeightedSelector[] {
  const weights = new Map<string, { selector: CounterSelector; bad: number; total: number }>();
  const weigh = (selector: CounterSelector, bad: number, total: number) => {
    const text = countedText(selector);
    const known = weights.get(text) ?? { selector, bad: 0, total: 0 };
    weights.set(text, { selector, bad: known.bad + bad, total: known.total + total });
  };
  for (const term of sli.bad) weigh(term.selector, term.sign, 0);
  for (const term of sli.total) weigh(term.selector, 0, term.sign);
  const totalMetrics = new Set(sli.total.map((term) => term.selector.metric));
  return [...weights.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, { selector, bad, total }]) => ({
      text,
      selector,
      bad,
      total,
      mustExist:
        sli.recordedFrom !== undefined || (total === 0 && bad < 0 && !totalMetrics.has(selector.metric)),
    }));
}

/** Equal for SLIs that count the same events, whatever they are called. */
export function eventKey(sli: Sli): string {
  return weightedSelectors(sli)
    .map((weighted) => `${weighted.bad},${weighted.total} ${weighted.text}`)
    .join('\n');
}

/** True when the source can sum all that is counted by itself: plain counters, and nothing that has to be looked at sample by sample. */
export function isSummable(selectors: readonly WeightedSelector[]): boolean {
  return selectors.every(({ selector }) => !selector.meaning && !selector.native && !selector.expression);
}
