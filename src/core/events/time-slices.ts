import { type TimeSlices, worthOfSlice } from '../slo/time-slices.js';
import type { EventDelta, KnownSpan } from './event-counts.js';
import { partOf } from './part-of.js';

/** The slices whose counts may still change. Stored with the reader, so that after a restart none is counted twice or by half. */
export interface SliceState {
  /** Slices that end by here are settled. */
  readonly settledUntil: number;
  /** Those after it in which something was seen, oldest first. */
  readonly open: readonly OpenSlice[];
}

/** One slice, (start, start + length], with the events that are known of it so far. */
export interface OpenSlice {
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
  /** A sample of the total lies in it: without any nobody looked, however near the samples around it are. */
  readonly looked: boolean;
  /** As what it was counted; undefined while it is unknown or has not ended. */
  readonly told: { readonly bad: number; readonly total: number } | undefined;
}

/** What was counted of samples, before it is cut into slices. */
export interface SeenEvents {
  readonly deltas: readonly EventDelta[];
  readonly known: readonly KnownSpan[];
  /** When samples of the total were taken. */
  readonly looks: readonly number[];
}

/** What became of the slices that were not settled before. */
export interface SlicedEvents {
  readonly slices: SliceState;
  /** All of them, those that are settled by now too, oldest first. */
  readonly judged: readonly OpenSlice[];
  readonly deltas: readonly EventDelta[];
  readonly known: readonly KnownSpan[];
}

/** So much of a slice must have been seen for it to be known. */
const SEEN = 0.5;

/** The slices of a reader that begins at `position`: one that had begun before is not its own. */
export function startSlices(position: number, { lengthMs }: TimeSlices): SliceState {
  return { settledUntil: Math.ceil(position / lengthMs) * lengthMs, open: [] };
}

/**
 * Turns events into slices: an event at the end of each that is over, and known time for those that are known. What comes late
 * corrects a slice that was told already, as long as it is held; so counts are early and right in the end.
 * @param until what ends by here is over: the newest sample of the total, or where a reader of the past ends
 * @param heldMs how long after its end a slice may still change
 */
export function sliceEvents(
  before: SliceState,
  seen: SeenEvents,
  slices: TimeSlices,
  { until, heldMs }: { readonly until: number | undefined; readonly heldMs: number },
): SlicedEvents {
  const { lengthMs } = slices;
  const open = gather(before, seen, lengthMs);
  const deltas: EventDelta[] = [];
  const known: KnownSpan[] = [];
  const judged = open.map((slice): OpenSlice => {
    const end = slice.start + lengthMs;
    const isKnown = slice.looked && slice.knownMs >= SEEN * lengthMs;
    if (until === undefined || end > until || !isKnown) return slice;
    const worth = worthOfSlice(slices, slice);
    const change = { bad: worth.bad - (slice.told?.bad ?? 0), total: worth.total - (slice.told?.total ?? 0) };
    if (change.bad !== 0 || change.total !== 0) deltas.push({ from: end, to: end, ...change });
    if (!slice.told) known.push({ from: slice.start, to: end });
    return { ...slice, told: worth };
  });
  const settled = Math.floor(((until ?? 0) - heldMs) / lengthMs) * lengthMs;
  const settledUntil = Math.max(before.settledUntil, settled);
  const kept = judged.filter(({ start }) => start >= settledUntil);
  return { slices: { settledUntil, open: kept }, judged, deltas, known };
}

type Filling = { -readonly [Field in keyof OpenSlice]: OpenSlice[Field] };

/** Adds what was seen to the slices that it falls into. */
function gather(before: SliceState, { deltas, known, looks }: SeenEvents, lengthMs: number): OpenSlice[] {
  const open = new Map<number, Filling>(before.open.map((slice) => [slice.start, { ...slice }]));
  const at = (start: number): Filling => {
    const slice = open.get(start) ?? { start, bad: 0, total: 0, knownMs: 0, looked: false, told: undefined };
    open.set(start, slice);
    return slice;
  };
  const starts = function* (from: number, to: number): Generator<number> {
    const last = (Math.ceil(to / lengthMs) - 1) * lengthMs;
    const first = from < to ? Math.floor(from / lengthMs) * lengthMs : last;
    for (let start = Math.max(first, before.settledUntil); start <= last; start += lengthMs) yield start;
  };
  for (const { from, to, bad, total } of deltas) {
    const share = (instant: number) =>
      to <= from ? Number(instant >= to) : Math.min(1, Math.max(0, (instant - from) / (to - from)));
    for (const start of starts(from, to)) {
      const slice = at(start);
      const [earlier, later] = [share(start), share(start + lengthMs)];
      slice.bad += partOf(bad, earlier, later);
      slice.total += partOf(total, earlier, later);
    }
  }
  for (const { from, to } of known) {
    for (const start of starts(from, to)) {
      at(start).knownMs += Math.max(0, Math.min(to, start + lengthMs) - Math.max(from, start));
    }
  }
  for (const look of looks) for (const start of starts(look, look)) at(start).looked = true;
  return [...open.values()].sort((a, b) => a.start - b.start);
}
