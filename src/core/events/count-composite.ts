import { type Composite, combineVerdicts } from '../slo/composite.js';
import type { TimeSlices } from '../slo/time-slices.js';
import type { EventDelta, KnownSpan } from './event-counts.js';
import type { CompositeState, ReaderState } from './reader-state.js';
import type { OpenSlice } from './time-slices.js';

/** How a part's events are cut. */
export function partSlices({ lengthMs }: Composite, goodShare: number): TimeSlices {
  return { lengthMs, goodShare, withoutTraffic: 'good' };
}

/** A composite goes on for so many slices beyond the last one that is known, before it is stale. */
const SLICES_AHEAD = 2;

/** A part after a read. */
interface CountedPart {
  readonly state: ReaderState;
  /** Its slices that were not settled before. */
  readonly judged: readonly OpenSlice[];
  readonly settledBefore: number;
}

/** What came of a composite's parts. */
interface CombinedSlices {
  readonly state: CompositeState;
  readonly knownUntil: number | undefined;
  readonly deltas: readonly EventDelta[];
  readonly known: readonly KnownSpan[];
}

/** Combines the slices of a composite's parts, as far as none of them had settled its own before; what was told is corrected. */
export function combineSlices(
  before: Pick<CompositeState, 'told' | 'knownEnd'>,
  composite: Composite,
  parts: readonly CountedPart[],
): CombinedSlices {
  const { lengthMs } = composite;
  const told = new Map(before.told.map(({ start, bad }) => [start, bad]));
  const deltas: EventDelta[] = [];
  const known: KnownSpan[] = [];
  let { knownEnd } = before;
  for (const [start, verdicts] of verdictsBySlice(parts)) {
    const end = start + lengthMs;
    const bad = combineVerdicts(composite, verdicts);
    const earlier = told.get(start);
    const change = {
      bad: (bad ?? 0) - (earlier ?? 0),
      total: Number(bad !== undefined) - Number(earlier !== undefined),
    };
    if (change.bad !== 0 || change.total !== 0) deltas.push({ from: end, to: end, ...change });
    told.delete(start);
    if (bad === undefined) continue;
    if (earlier === undefined) known.push({ from: start, to: end });
    told.set(start, bad);
    knownEnd = Math.max(knownEnd ?? end, end);
  }
  const settledUntil = Math.max(...parts.map(({ state }) => state.slices?.settledUntil ?? 0));
  const kept = [...told].flatMap(([start, bad]) => (start >= settledUntil ? [{ start, bad }] : []));
  const newest = Math.max(...parts.map(({ state }) => state.knownUntil ?? Number.NEGATIVE_INFINITY));
  return {
    state: { parts: parts.map(({ state }) => state), told: kept, knownEnd },
    knownUntil: knownEnd === undefined ? undefined : Math.min(newest, knownEnd + SLICES_AHEAD * lengthMs),
    deltas,
    known,
  };
}

/** What each part says of the slices that none had settled, oldest first; undefined for unknown. */
function verdictsBySlice(parts: readonly CountedPart[]): Map<number, (number | undefined)[]> {
  const settledBefore = Math.max(...parts.map((part) => part.settledBefore));
  const verdicts = new Map<number, (number | undefined)[]>();
  parts.forEach(({ judged }, index) => {
    for (const { start, told } of judged) {
      if (start < settledBefore || !told) continue;
      const slice = verdicts.get(start) ?? parts.map(() => undefined);
      slice[index] = told.bad;
      verdicts.set(start, slice);
    }
  });
  return new Map([...verdicts].sort(([a], [b]) => a - b));
}
