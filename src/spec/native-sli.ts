import { countedText, selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, Sli } from '../core/slo/sli.js';

/**
 * Observations of a native histogram over a limit are bad. No bucket has to lie at the limit: within the one that holds it Prometheus
 * estimates, which is the error of this kind of SLI.
 * @param limit in the histogram's own unit
 */
export function nativeThresholdSli(
  histogram: CounterSelector,
  limit: number,
): Pick<Sli, 'bad' | 'total' | 'derivation'> {
  const total: CounterSelector = { ...histogram, native: { kind: 'count' } };
  const good: CounterSelector = { ...histogram, native: { kind: 'up-to', limit } };
  return {
    bad: [
      { sign: 1, selector: total },
      { sign: -1, selector: good },
    ],
    total: [{ sign: 1, selector: total }],
    derivation: {
      kind: 'native-threshold',
      reason: `observations of the native histogram ${selectorText(histogram)} over ${limit} are bad: all of them, less ${countedText(good)} (estimated within one bucket)`,
    },
  };
}
