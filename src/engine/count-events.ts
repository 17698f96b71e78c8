import { countReads } from '../core/events/count-reads.js';
import type { ReaderState } from '../core/events/reader-state.js';
import { startReader } from '../core/events/reader-state.js';
import { HOUR, MINUTE, SECOND } from '../core/time/duration.js';
import { countNewTiles, lastTileEnd } from './count-tiles.js';
import type { EngineConfig } from './engine-config.js';
import type { EventSource, ReadOutcome, ReadRequest } from './ports.js';
import { readSlices } from './read-slices.js';
import type { SloRuntime } from './slo-runtime.js';

/** One read covers at most this much time, so that an answer stays small. */
const LIVE_CHUNK = HOUR;

const NEAR_BORDER = 10 * SECOND;

/**
 * Reads what is new for every SLO up to `at`, some SLOs after the others, so that their samples need not all be held at once. Gives
 * back those that have been read while the next are being asked for. A failed read leaves its SLO where it stood, with the reason.
 */
export async function* readNewEvents(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  at: number,
  pace: Pace,
): AsyncGenerator<readonly SloRuntime[]> {
  for (const runtime of runtimes) returnToSamples(runtime);
  const isPlain = ({ reading }: SloRuntime) => reading.mode === 'raw' && reading.wanted === 'raw';
  yield* readSamples(runtimes.filter(isPlain), source, at, pace.staleAfter);
  const others = runtimes.filter((runtime) => !isPlain(runtime));
  if (others.length === 0) return;
  await readSums(others, source, at, pace);
  yield others;
}

/** Of SLOs that Prometheus sums already, or shall from the next border on. */
async function readSums(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  at: number,
  pace: Pace,
): Promise<void> {
  const border = lastTileEnd(at, pace);
  const leaving = runtimes.filter(({ reading }) => reading.mode === 'raw');
  const late = leaving.filter(({ live }) => live.position < border);
  await countNewTiles(
    runtimes.filter(({ reading }) => reading.mode === 'aggregated'),
    source,
    at,
    pace,
  );
  for await (const _slice of readSamples(late, source, border, pace.staleAfter));
  // Samples are counted up to the border and sums from there on: nothing twice, nothing lost. Where the newest is far from it others may
  // still come late, which only the count of samples makes up for.
  for (const { reading, live } of leaving) {
    const ready = live.position === border && border - (live.knownUntil ?? 0) <= NEAR_BORDER;
    if (ready) reading.mode = 'aggregated';
  }
}

/** Samples go on where the last tile ended, on bases that a first read looks back for. */
function returnToSamples(runtime: SloRuntime): void {
  const { reading } = runtime;
  if (reading.mode === 'raw' || reading.wanted === 'aggregated') return;
  reading.mode = 'raw';
  runtime.live = startReader(runtime.live.position);
  runtime.readerChanged = true;
}

async function* readSamples(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  at: number,
  staleAfter: number,
): AsyncGenerator<readonly SloRuntime[]> {
  let down: Failed | undefined;
  const read = async (slice: readonly SloRuntime[]) => {
    // What some have waited for in vain, the others need not wait for.
    if (down) for (const runtime of slice) runtime.failure = down;
    else down = await countNewSamples(slice, source, at, staleAfter);
    return slice;
  };
  let ahead: Promise<readonly SloRuntime[]> | undefined;
  try {
    for (const slice of readSlices(runtimes, ({ live }) => Math.min(at - live.position, LIVE_CHUNK))) {
      const done = await ahead;
      ahead = read(slice);
      if (done) yield done;
    }
    if (ahead) yield await ahead;
  } finally {
    // Nobody else may count these SLOs before this read has ended.
    await ahead;
  }
}

/** Returns the failure when the source was not reached. */
async function countNewSamples(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  at: number,
  staleAfter: number,
): Promise<Failed | undefined> {
  let down: Failed | undefined;
  let behind = runtimes;
  while (behind.length > 0) {
    const spans = new Map(behind.map((runtime) => [runtime, liveSpan(runtime.live, at, staleAfter)]));
    const outcomes = await source.read([...spans].map(([runtime, span]) => requestOf(runtime, span)));
    behind = [...spans].flatMap(([runtime, span]) => {
      const outcome = outcomes.get(runtime.slo.id);
      if (isDown(outcome)) down = outcome;
      const read = outcome !== undefined && takeLive(runtime, outcome, span, staleAfter);
      return read && span.upTo < at ? [runtime] : [];
    });
  }
  return down;
}

function isDown(outcome: ReadOutcome | undefined): outcome is Failed {
  return outcome?.kind === 'failed' && outcome.reason === 'source-unreachable';
}

type Pace = Pick<EngineConfig, 'evaluationInterval' | 'staleAfter'>;
type Failed = Extract<ReadOutcome, { readonly kind: 'failed' }>;

/** The samples to read; those up to `baseline` only set bases. */
export interface Span {
  readonly after: number;
  readonly upTo: number;
  readonly baseline: number;
}

export function requestOf(runtime: SloRuntime, { after, upTo }: Span): ReadRequest {
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
  const fresh = reader.knownUntil === undefined && reader.composite === undefined;
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
  const counted = countReads(runtime.live, runtime.counted, outcome.series, { ...span, staleAfter });
  runtime.ring.apply(counted.deltas, counted.known);
  runtime.live = { ...counted.state, position: span.upTo };
  runtime.readerChanged = true;
  runtime.recentBad.add(counted.labelledBad, span.upTo);
  return true;
}
