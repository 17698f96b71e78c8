import { selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, SampleMeaning } from '../core/slo/sli.js';

/** PromQL for what the samples of one evaluation are worth, as one number; empty when that is nothing. */
export function sampledText(selector: CounterSelector, meaning: SampleMeaning): string {
  const series = finiteText(selector);
  switch (meaning.kind) {
    case 'sample':
      return `count(${series})`;
    case 'compared':
      return `count((${series}) ${meaning.op} ${meaning.value})`;
    case 'share':
      return `sum(clamp(${series}, 0, 1))`;
  }
}

/** PromQL for the samples that say something: NaN would stay in a running total for ever. */
export function finiteText(selector: CounterSelector): string {
  return `${selectorText(selector)} > -Inf < Inf`;
}
