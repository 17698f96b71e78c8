import type { NativePart } from '../slo/sli.js';
import { DeltaSums } from './delta-sums.js';
import { type LabelledBad, LabelledSums } from './labelled-bad.js';
import { Predecessors } from './predecessors.js';
import type { ReaderState } from './reader-state.js';
import { Restarts } from './restarts.js';
import { worthOfSample } from './sample-worth.js';
import { type Series, targetOf } from './series.js';
import { packCursors, type SeriesCursor, type SeriesCursors, unpackCursors } from './series-cursors.js';
import type { EventDelta, KnownSpan } from './slot-ring.js';
import type { WeightedSelector } from './weighted-selectors.js';

export interface Counted {
  readonly state: ReaderState;
  readonly deltas: readonly EventDelta[];
  readonly known: readonly KnownSpan[];
  /** When samples of the total were taken, oldest first; those that were read before are there again. */
  readonly looks: readonly number[];
  readonly labelledBad: readonly LabelledBad[];
}

/** A series that has been gone for this long is forgotten. */
const FORGET_AFTER = 2 * 24 * 3_600_000;

/**
 * Counts the events between neighbouring samples of counters, each sample once, whatever the overlap of two reads.
 *
 * Per series the count is the difference of neighbours; after a reset it is the new value; a series that is born while
 * its target was already being watched counts from zero, and any other first sample only sets the base. A series that was
 * merely missing goes on from its last value, unless its target began anew meanwhile. (Telescoping differences add up exactly
 * over any tiles; `increase()` does not: ../shared/design/engine.md.) When between two samples its events were nobody knows: they are
 * spread evenly, so that a window holds what fell into it and not a scrape more or less.
 *
 * @param reads per selector, in the order of `selectors`, the series read; samples that were counted before are skipped
 * @param baseline samples up to this instant only set bases (the look-back of a reader's first read)
 * @param staleAfter ms without a sample after which time counts as unknown
 */
export function countSamples(
  state: ReaderState,
  selectors: readonly WeightedSelector[],
  reads: readonly (readonly Series[])[],
  options: { readonly upTo: number; readonly baseline: number; readonly staleAfter: number },
): Counted {
  const before = selectors.map(({ text }) => unpackCursors(state.cursors.get(text)));
  const seenUntil = requiredUntil(before, selectors, reads);
  const known = extendKnown(state, selectors, reads, options, seenUntil);
  const watch = new TargetWatch(state, reads, known.stretches, options.staleAfter);
  const isCounter = selectors.map(({ selector }) => !selector.meaning && selector.native?.kind !== 'up-to');
  const restarts = new Restarts(
    state,
    before,
    reads.map((series, index) => (isCounter[index] ? series : [])),
  );
  const deltas = new DeltaSums();
  const labelled = new LabelledSums();
  const cursors = new Map<string, SeriesCursors>();
  // The age of data is told by data: a clock that runs ahead for a while must not make a counter look newly born.
  const now = Math.min(options.upTo, known.until ?? options.upTo);

  selectors.forEach((weighted, index) => {
    const next = new Map<string, SeriesCursor>();
    for (const [fingerprint, cursor] of before[index] ?? []) {
      if (now - cursor.at < FORGET_AFTER) next.set(fingerprint, cursor);
    }
    const { meaning, native } = weighted.selector;
    const predecessors = new Predecessors(meaning ? [] : (reads[index] ?? []), next, options.staleAfter);
    for (const series of reads[index] ?? []) {
      const set = labelled.of(series);
      let cursor = predecessors.take(series) ?? next.get(series.fingerprint);
      series.times.forEach((at, i) => {
        const value = series.values[i] as number;
        if ((cursor && at <= cursor.at) || !Number.isFinite(value) || at > seenUntil) return;
        if (cursor && restarts.between(series.labels, cursor.at, at)) cursor = { ...cursor, value: 0 };
        const grown = () =>
          increase(cursor, value, native, () => at > options.baseline && watch.sawBirth(series, at));
        const events = meaning ? worthOfSample(meaning, value) : grown();
        const from = !meaning && cursor ? cursor.at : at;
        cursor = { at, value };
        if (events === 0 || at <= options.baseline) return;
        deltas.add(from, at, events * weighted.bad, events * weighted.total);
        set.lastSeen = Math.max(at, set.lastSeen);
        if (weighted.bad !== 0) set.sums.set(at, (set.sums.get(at) ?? 0) + events * weighted.bad);
      });
      if (cursor) next.set(series.fingerprint, cursor);
    }
    cursors.set(weighted.text, packCursors(next, state.cursors.get(weighted.text)));
  });

  return {
    state: {
      position: Math.max(state.position, options.upTo),
      knownUntil: known.until,
      knownSince: known.since,
      cursors,
      targets: watch.targetsAfter(now),
      restarts: restarts.after(now - FORGET_AFTER),
      slices: state.slices,
    },
    deltas: deltas.list(),
    known: known.spans,
    looks: known.looks,
    labelledBad: labelled.list(),
  };
}

function increase(
  cursor: SeriesCursor | undefined,
  value: number,
  native: NativePart | undefined,
  born: () => boolean,
): number {
  if (!cursor) return born() ? value : 0;
  if (value >= cursor.value) return value - cursor.value;
  // A part of a histogram is estimated within one bucket, and falls a little when buckets are merged: that is no reset.
  return native?.kind === 'up-to' && value > cursor.value / 2 ? 0 : value;
}

/**
 * Until when the counters of good events were seen that have to be there: a total beyond that says nothing of how much of it was good,
 * and waits until they are back (a histogram that has lost the bucket would make everything bad).
 */
function requiredUntil(
  before: readonly ReadonlyMap<string, SeriesCursor>[],
  selectors: readonly WeightedSelector[],
  reads: readonly (readonly Series[])[],
): number {
  const newest = selectors.flatMap((weighted, index) => {
    if (!weighted.mustExist) return [];
    const read = (reads[index] ?? []).flatMap((series) => series.times.at(-1) ?? []);
    const counted = [...(before[index]?.values() ?? [])].map((cursor) => cursor.at);
    const times = [...read, ...counted];
    return times.length === 0 ? [] : [times.reduce((a, b) => Math.max(a, b))];
  });
  return Math.min(Number.POSITIVE_INFINITY, ...newest);
}

/** Extends the time in which the total was seen: from sample to sample, as long as none is further off than `staleAfter`. */
function extendKnown(
  state: ReaderState,
  selectors: readonly WeightedSelector[],
  reads: readonly (readonly Series[])[],
  { baseline, staleAfter }: { readonly baseline: number; readonly staleAfter: number },
  seenUntil: number,
): Known {
  const times = new Set<number>();
  selectors.forEach((weighted, index) => {
    if (weighted.total === 0) return;
    for (const series of reads[index] ?? []) {
      for (const at of series.times) if (at <= seenUntil) times.add(at);
    }
  });
  const stretches: Stretch[] = [];
  if (state.knownSince !== undefined && state.knownUntil !== undefined) {
    stretches.push({ from: state.knownSince, to: state.knownUntil });
  }
  const looks = [...times].sort((a, b) => a - b);
  for (const at of looks) {
    const last = stretches.at(-1);
    if (!last || at - last.to > staleAfter) stretches.push({ from: at, to: at });
    else if (at > last.to) last.to = at;
  }
  const counted = Math.max(state.knownUntil ?? Number.NEGATIVE_INFINITY, baseline);
  const spans = stretches.map(({ from, to }) => ({ from: Math.max(from, counted), to }));
  const last = stretches.at(-1);
  const uncounted = spans.filter(({ from, to }) => to > from);
  return { since: last?.from, until: last?.to, looks, stretches, spans: uncounted };
}

interface Stretch {
  readonly from: number;
  to: number;
}

interface Known {
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly looks: readonly number[];
  /** Every stretch without a gap, the one under way at the start of the read included. */
  readonly stretches: readonly Stretch[];
  /** The parts of them that were not counted before. */
  readonly spans: readonly KnownSpan[];
}

/** Knows since when each target has been seen, to tell a series that was born from one that was there all along. */
class TargetWatch {
  private readonly firstSeen = new Map<string, number>();
  private readonly lastSeen: Map<string, number>;

  constructor(
    private readonly state: ReaderState,
    reads: readonly (readonly Series[])[],
    private readonly stretches: readonly Stretch[],
    private readonly staleAfter: number,
  ) {
    this.lastSeen = new Map(Object.entries(state.targets));
    for (const series of reads.flat()) {
      const target = targetOf(series.labels);
      const first = series.times[0];
      const last = series.times.at(-1);
      if (first === undefined || last === undefined) continue;
      this.firstSeen.set(target, Math.min(first, this.firstSeen.get(target) ?? first));
      this.lastSeen.set(target, Math.max(last, this.lastSeen.get(target) ?? last));
    }
  }

  /**
   * True when the series counts from zero: its target was seen before it, or the target is new while others have been
   * watched for at least `staleAfter` without a gap (a new pod).
   */
  sawBirth(series: Series, at: number): boolean {
    const target = targetOf(series.labels);
    if (this.state.targets[target] !== undefined) return true;
    if ((this.firstSeen.get(target) ?? at) < at) return true;
    return this.stretches.some(({ from, to }) => from + this.staleAfter <= at && at <= to + this.staleAfter);
  }

  targetsAfter(now: number): Record<string, number> {
    return Object.fromEntries([...this.lastSeen].filter(([, at]) => now - at < FORGET_AFTER));
  }
}
