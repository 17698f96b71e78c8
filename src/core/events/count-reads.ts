import type { TimeSlices } from '../slo/time-slices.js';
import { type Counted, countSamples } from './count-samples.js';
import type { ReaderState } from './reader-state.js';
import type { Series } from './series.js';
import { sliceEvents, startSlices } from './time-slices.js';
import type { WeightedSelector } from './weighted-selectors.js';

/** What is counted of an SLO. */
export interface CountedSlo {
  readonly selectors: readonly WeightedSelector[];
  readonly timeSlices: TimeSlices | undefined;
}

/** How a read ends and begins, as `countSamples` has it; durations in ms. */
interface ReadOptions {
  readonly upTo: number;
  readonly baseline: number;
  readonly staleAfter: number;
  /** The reader goes no further than `upTo`: what ends there is over. */
  readonly last?: boolean;
}

/** The events of an SLO in what was read: those that its counters tell, or slices made of them. */
export function countReads(
  state: ReaderState,
  { selectors, timeSlices }: CountedSlo,
  reads: readonly (readonly Series[])[],
  options: ReadOptions,
): Omit<Counted, 'looks'> {
  const counted = countSamples(state, selectors, reads, options);
  if (!timeSlices) return counted;
  const before = state.slices ?? startSlices(state.position, timeSlices);
  const { slices, deltas, known } = sliceEvents(before, counted, timeSlices, {
    until: options.last ? options.upTo : counted.state.knownUntil,
    // As far back as samples are read again.
    heldMs: 2 * options.staleAfter,
  });
  return { ...counted, state: { ...counted.state, slices }, deltas, known };
}
