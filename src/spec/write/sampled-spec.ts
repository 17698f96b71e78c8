import { selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector, Sli } from '../../core/slo/sli.js';
import type { SliSpec } from '../firebreak/schema.js';
import { opposite } from '../sampled-sli.js';

/** An indicator of gauges, shares or a native histogram as our own files write it; undefined when it is of something else. */
export function sampledSpec({ bad }: Sli): SliSpec | undefined {
  const last = bad.at(-1);
  if (!last || bad.length > 2) return undefined;
  const { meaning, native } = last.selector;
  const query = queryOf(last.selector);
  if (meaning?.kind === 'compared') {
    const { op, value } = opposite(meaning);
    return { gauge: query, good_when: `${op} ${value}` };
  }
  if (meaning?.kind === 'share') return last.sign === 1 ? { error_ratio: query } : { success_ratio: query };
  return native?.kind === 'up-to'
    ? { metric: `histogram_fraction(0, ${native.limit}, sum(rate(${query}[5m])))` }
    : undefined;
}

/** What Prometheus is asked for the samples of a selector. */
export function queryOf(selector: CounterSelector): string {
  return selector.expression?.text ?? selectorText(selector);
}
