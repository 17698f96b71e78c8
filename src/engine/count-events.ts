import { countSamples } from '../core/events/count-samples.js';
import type { ReaderState } from '../core/events/reader-state.js';
import { HOUR, MINUTE } from '../core/time/duration.js';
import type { EventSource, ReadOutcome, ReadRequest } from './ports.js';
import type { SloRuntime } from './slo-runtime.js';

/** One read covers at most this much time, so that an answer stays small. */
const LIVE_CHUNK = HOUR;
const HISTORY_CHUNK = 2 * HOUR;

/** Samples of this many SLOs, or of this much time of fewer, are in memory at once. */
const MOST_AT_ONCE = 1000;
const TIME_AT_ONCE = 100 * HOUR;

/**
 * Reads what is new for every SLO up to `at`, some SLOs after the others, so that their samples need not all be held at once. A
 * failed read leaves its SLO where it stood, with the reason.
 */
export async function countNewEvents(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  at: number,
  staleAfter: number,
): Promise<void> {
  let down: Failed | undefined;
  const stretch = ({ live }: SloRuntime) => Math.min(at - live.position, LIVE_CHUNK);
  for (const some of slices(runtimes, stretch)) {
    let behind = down ? [] : some;
    // What some have waited for in vain, the others need not wait for.
    for (const runtime of down ? some : []) runtime.failure = down;
    while (behind.length > 0) {
      const spans = new Map(behind.map((runtime) => [runtime, liveSpan(runtime.live, at, staleAfter)]));
      const outcomes = await source.read([...spans].map(([runtime, span]) => request(runtime, span)));
      behind = [...spans].flatMap(([runtime, span]) => {
        const outcome = outcomes.get(runtime.slo.id);
        if (isDown(outcome)) down = outcome;
        const read = outcome !== undefined && takeLive(runtime, outcome, span, staleAfter);
        return read && span.upTo < at ? [runtime] : [];
      });
    }
  }
}

/** Reads the next chunk of history for every SLO that has some left; false when a read failed. */
export async function countHistory(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  staleAfter: number,
): Promise<boolean> {
  let complete = true;
  for (const some of slices(runtimes, () => HISTORY_CHUNK)) {
    const failures = await countChunks(some, source, staleAfter);
    if (failures.length > 0) complete = false;
    if (failures.some(isDown)) break;
  }
  return complete;
}

/** Reads one chunk of each; returns the reads that failed. */
async function countChunks(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  staleAfter: number,
): Promise<readonly Failed[]> {
  const spans = new Map(
    runtimes.flatMap((runtime) => {
      const [segment] = runtime.history;
      if (!segment) return [];
      const upTo = Math.min(segment.reader.position + HISTORY_CHUNK, segment.until);
      return [[runtime, { ...startOfRead(segment.reader, staleAfter), upTo }] as const];
    }),
  );
  const outcomes = await source.read([...spans].map(([runtime, span]) => request(runtime, span)));
  const failures: Failed[] = [];
  for (const [runtime, span] of spans) {
    const [segment, ...later] = runtime.history;
    const outcome = outcomes.get(runtime.slo.id);
    if (outcome?.kind === 'failed') failures.push(outcome);
    if (!segment || outcome?.kind !== 'read') continue;
    const counted = countSamples(segment.reader, runtime.selectors, outcome.series, { ...span, staleAfter });
    // The past is filled in behind the present: without this, fine slots of all of it would be kept one after the other.
    const present = { from: runtime.live.position, to: runtime.live.position, bad: 0, total: 0 };
    runtime.ring.apply([present, ...counted.deltas], counted.known);
    const done = counted.state.position >= segment.until;
    runtime.history = done ? later : [{ reader: counted.state, until: segment.until }, ...later];
    runtime.readerChanged = true;
  }
  return failures;
}

function isDown(outcome: ReadOutcome | undefined): outcome is Failed {
  return outcome?.kind === 'failed' && outcome.reason === 'source-unreachable';
}

/** Cuts a list so that each part reads a bounded stretch of time in all. */
function* slices(
  runtimes: readonly SloRuntime[],
  stretch: (runtime: SloRuntime) => number,
): Generator<readonly SloRuntime[]> {
  let part: SloRuntime[] = [];
  let time = 0;
  for (const runtime of runtimes) {
    part.push(runtime);
    time += stretch(runtime);
    if (time < TIME_AT_ONCE && part.length < MOST_AT_ONCE) continue;
    yield part;
    part = [];
    time = 0;
  }
  if (part.length > 0) yield part;
}

type Failed = Extract<ReadOutcome, { readonly kind: 'failed' }>;

interface Span {
  readonly after: number;
  readonly upTo: number;
  readonly baseline: number;
}

function request(runtime: SloRuntime, { after, upTo }: Span): ReadRequest {
  const selectors = runtime.selectors.map((weighted) => weighted.selector);
  return { key: runtime.slo.id, selectors, after, upTo };
}

/**
 * Live reads overlap, because a sample can become visible after a younger one of another series; and they begin again at the newest
 * sample while that is not stale, because all of them may come late.
 */
function liveSpan(reader: ReaderState, at: number, staleAfter: number): Span {
  // A clock that jumped back re-reads from there; the cursors keep every sample from counting twice.
  const position = Math.min(reader.position, at);
  const upTo = Math.min(position + LIVE_CHUNK, at);
  const { after, baseline } = startOfRead({ ...reader, position }, staleAfter);
  const newest = Math.max(reader.knownUntil ?? position, position - staleAfter);
  return { after: Math.min(after, newest, position - Math.min(staleAfter, MINUTE)), baseline, upTo };
}

/** A reader that has seen nothing looks back for the values to start from. */
export function startOfRead(reader: ReaderState, staleAfter: number): Omit<Span, 'upTo'> {
  const fresh = reader.knownUntil === undefined;
  return fresh
    ? { after: reader.position - 2 * staleAfter, baseline: reader.position }
    : { after: reader.position, baseline: Number.NEGATIVE_INFINITY };
}

function takeLive(runtime: SloRuntime, outcome: ReadOutcome, span: Span, staleAfter: number): boolean {
  if (outcome.kind === 'failed') {
    runtime.failure = outcome;
    return false;
  }
  runtime.failure = undefined;
  const counted = countSamples(runtime.live, runtime.selectors, outcome.series, { ...span, staleAfter });
  runtime.ring.apply(counted.deltas, counted.known);
  runtime.live = { ...counted.state, position: span.upTo };
  runtime.readerChanged = true;
  runtime.recentBad.add(counted.labelledBad, span.upTo);
  return true;
}
