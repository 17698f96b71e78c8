import { countedText, selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, EventCount } from '../core/slo/sli.js';

/** PromQL, or words close to it, for the events of a window, without the care for absent series that the rules take. */
export function eventsText(count: EventCount, window: string): string {
  return count
    .map(({ sign, selector }, index) => {
      const operator = sign === -1 ? '- ' : index > 0 ? '+ ' : '';
      return `${operator}${countText(selector, window)}`;
    })
    .join(' ');
}

function countText(selector: CounterSelector, window: string): string {
  const { meaning, native, expression } = selector;
  if (!meaning && !native) return `sum(increase(${selectorText(selector)}[${window}]))`;
  if (native) return `growth of ${countedText(selector)} over ${window}`;
  if (meaning?.kind === 'sample' && !expression)
    return `sum(count_over_time(${selectorText(selector)}[${window}]))`;
  return `${meaning?.kind === 'share' ? 'sum' : 'count'} of ${countedText(selector)} over ${window}`;
}
