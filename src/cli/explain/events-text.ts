import { selectorText } from '../../core/slo/selector-text.js';
import type { EventCount } from '../../core/slo/sli.js';

/** PromQL for the events of a window, without the care for absent series that the rules take. */
export function eventsText(count: EventCount, window: string): string {
  return count
    .map(({ sign, selector }, index) => {
      const operator = sign === -1 ? '- ' : index > 0 ? '+ ' : '';
      return `${operator}sum(increase(${selectorText(selector)}[${window}]))`;
    })
    .join(' ');
}
