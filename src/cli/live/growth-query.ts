import { nativeText, selectorText } from '../../core/slo/selector-text.js';
import type { CounterTerm, EventCount } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';

/** False for SLIs of samples and for slices of time, of which there are as many at night. */
export function isOfEvents({ sli: { derivation }, timeSlices }: Slo): boolean {
  return !timeSlices && derivation.kind !== 'gauge' && derivation.kind !== 'time-weighted-ratio';
}

/**
 * PromQL for the events of a window, of an SLI of events.
 * @param absent what counters without series stand for: no events, or no answer
 */
export function growthQuery(count: EventCount, window: string, absent: 'none' | 'unknown'): string {
  const termText = ({ sign, selector }: CounterTerm, index: number) => {
    const operator = sign === -1 ? '- ' : index > 0 ? '+ ' : '';
    const growth = `sum(${nativeText(selector, `increase(${selectorText(selector)}[${window}])`)})`;
    return `${operator}${absent === 'none' ? `(${growth} or vector(0))` : growth}`;
  };
  return count.map(termText).join(' ');
}
