import type { Composite } from '../slo/composite.js';
import { type Slo, slicesToCut } from '../slo/slo.js';
import type { TimeSlices } from '../slo/time-slices.js';
import { combineSlices, partSlices } from './count-composite.js';
import { type Counted, countSamples } from './count-samples.js';
import type { EventDelta } from './event-counts.js';
import { type ReaderState, startReader } from './reader-state.js';
import type { Series } from './series.js';
import { sliceEvents, startSlices } from './time-slices.js';
import { eventKey, type WeightedSelector, weightedSelectors } from './weighted-selectors.js';

/** What is counted of an SLO. */
export interface CountedSlo {
  /** All that is read; of a composite, what its parts count one after the other. */
  readonly selectors: readonly WeightedSelector[];
  readonly timeSlices: TimeSlices | undefined;
  readonly composite: CountedComposite | undefined;
}

interface CountedComposite {
  readonly definition: Composite;
  readonly parts: readonly {
    readonly selectors: readonly WeightedSelector[];
    readonly timeSlices: TimeSlices;
  }[];
}

/** How a read ends and begins, as `countSamples` has it; durations in ms. */
interface ReadOptions {
  readonly upTo: number;
  readonly baseline: number;
  readonly staleAfter: number;
  /** The reader goes no further than `upTo`: what ends there is over. */
  readonly last?: boolean;
}

/** What has to be read of an SLO, and what is counted of it. */
export function countedSlo(slo: Pick<Slo, 'sli' | 'timeSlices' | 'composite'>): CountedSlo {
  const { composite } = slo;
  if (!composite) {
    return {
      selectors: weightedSelectors(slo.sli),
      timeSlices: slicesToCut(slo),
      composite: undefined,
    };
  }
  const parts = composite.parts.map(({ sli, goodShare }) => ({
    selectors: weightedSelectors(sli),
    timeSlices: partSlices(composite, goodShare),
  }));
  return {
    selectors: parts.flatMap(({ selectors }) => selectors),
    timeSlices: undefined,
    composite: { definition: composite, parts },
  };
}

/** Equal for SLOs that count the same, whatever they are called. */
export function countedKey(slo: Pick<Slo, 'sli' | 'timeSlices' | 'composite'>): string {
  const slices = slicesToCut(slo);
  const cut = slices === undefined ? [] : [JSON.stringify(slices)];
  if (!slo.composite) return [...cut, eventKey(slo.sli)].join('\n');
  const { combine, parts } = slo.composite;
  const keys = parts.map(({ sli, goodShare, weight }) => `${goodShare} ${weight}\n${eventKey(sli)}`);
  return [...cut, combine, ...keys].join('\n');
}

/** The events of an SLO in what was read: those that its counters tell, or slices made of them. */
export function countReads(
  state: ReaderState,
  { selectors, timeSlices, composite }: CountedSlo,
  reads: readonly (readonly Series[])[],
  options: ReadOptions,
): Omit<Counted, 'looks'> {
  if (composite) return countComposite(state, composite, reads, options);
  const counted = countSamples(state, selectors, reads, options);
  return timeSlices ? cutIntoSlices(state, counted, timeSlices, options).counted : counted;
}

/** The events of a reader as slices. */
function cutIntoSlices(state: ReaderState, counted: Counted, timeSlices: TimeSlices, options: ReadOptions) {
  const before = state.slices ?? startSlices(state.position, timeSlices);
  const seen = { ...counted, deltas: bySample(counted.deltas, options.staleAfter) };
  const { slices, judged, deltas, known } = sliceEvents(before, seen, timeSlices, {
    until: options.last ? options.upTo : counted.state.knownUntil,
    // As far back as samples are read again.
    heldMs: 2 * options.staleAfter,
  });
  return {
    counted: { ...counted, state: { ...counted.state, slices }, deltas, known },
    judged,
    settledBefore: before.settledUntil,
  };
}

/** A slice holds what was scraped within it, as a query at its edges has it; only what fell into a gap is spread. */
function bySample(deltas: readonly EventDelta[], staleAfter: number): readonly EventDelta[] {
  return deltas.map((delta) => (delta.to - delta.from > staleAfter ? delta : { ...delta, from: delta.to }));
}

function countComposite(
  state: ReaderState,
  { definition, parts }: CountedComposite,
  reads: readonly (readonly Series[])[],
  options: ReadOptions,
): Omit<Counted, 'looks'> {
  let next = 0;
  const sliced = parts.map(({ selectors, timeSlices }, index) => {
    const own = reads.slice(next, next + selectors.length);
    next += selectors.length;
    const reader = state.composite?.parts[index] ?? startReader(state.position);
    return cutIntoSlices(reader, countSamples(reader, selectors, own, options), timeSlices, options);
  });
  const { told = [], knownEnd } = state.composite ?? {};
  const combined = combineSlices(
    { told, knownEnd },
    definition,
    sliced.map(({ counted, ...part }) => ({ ...part, state: counted.state })),
  );
  return {
    state: {
      ...startReader(Math.max(state.position, options.upTo)),
      knownUntil: combined.knownUntil,
      composite: combined.state,
    },
    deltas: combined.deltas,
    known: combined.known,
    labelledBad: sliced.flatMap(({ counted }) => counted.labelledBad),
  };
}
