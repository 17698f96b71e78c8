import { countReads } from '../core/events/count-reads.js';
import { startReader } from '../core/events/reader-state.js';
import { MINUTE } from '../core/time/duration.js';
import { requestOf, type Span, startOfRead } from './count-events.js';
import type { EventSource, ReadOutcome, TileOutcome, TileRequest } from './ports.js';
import type { HistorySegment, SloRuntime } from './slo-runtime.js';

/** Of the past only slots of minutes are kept; a restart inside a tile hides what was counted in it before. */
const TILE = 2 * MINUTE;

/** What came of reading one chunk: which SLOs got none, how many samples the others brought, and how long (ms) the source took. */
export interface HistoryRead {
  readonly failed: readonly SloRuntime[];
  readonly samples: number;
  readonly askedMs: number;
}

/** Reads the next chunk of history for every SLO that has some left, in the way that it is read at present. */
export async function countHistory(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  options: Options,
): Promise<HistoryRead> {
  const next = runtimes.flatMap((runtime) => {
    const [segment] = runtime.history;
    return segment ? [{ runtime, segment }] : [];
  });
  const isSummed = ({ runtime }: (typeof next)[number]) => runtime.reading.wanted === 'aggregated';
  const [samples, tiles] = [next.filter((each) => !isSummed(each)), next.filter(isSummed)];
  const [counted, summed] = await Promise.all([
    countPastSamples(samples, source, options),
    countPastTiles(tiles, source, options),
  ]);
  return {
    failed: [...counted.failed, ...summed.failed],
    samples: counted.samples,
    askedMs: Math.max(counted.askedMs, summed.askedMs),
  };
}

const NOTHING: HistoryRead = { failed: [], samples: 0, askedMs: 0 };

type Next = readonly { readonly runtime: SloRuntime; readonly segment: HistorySegment }[];
interface Options {
  readonly staleAfter: number;
  readonly chunkMs: number;
  readonly now: () => number;
}

async function countPastSamples(next: Next, source: EventSource, options: Options): Promise<HistoryRead> {
  if (next.length === 0) return NOTHING;
  const { staleAfter, chunkMs, now } = options;
  const reads = next.map(({ runtime, segment }) => {
    const upTo = Math.min(segment.reader.position + chunkMs, segment.until);
    return { runtime, segment, span: { ...startOfRead(segment.reader, staleAfter), upTo } };
  });
  const asked = now();
  const outcomes = await source.read(reads.map(({ runtime, span }) => requestOf(runtime, span)));
  const askedMs = now() - asked;
  const failed: SloRuntime[] = [];
  let samples = 0;
  for (const { runtime, segment, span } of reads) {
    const outcome = outcomes.get(runtime.slo.id);
    if (outcome?.kind === 'read') samples += takePastSamples(runtime, segment, outcome, span, staleAfter);
    else failed.push(runtime);
  }
  return { failed, samples, askedMs };
}

function takePastSamples(
  runtime: SloRuntime,
  segment: HistorySegment,
  { series }: Extract<ReadOutcome, { kind: 'read' }>,
  span: Span,
  staleAfter: number,
): number {
  const last = span.upTo === segment.until;
  const counted = countReads(segment.reader, runtime.counted, series, { ...span, staleAfter, last });
  // The past is filled in behind the present: without this, fine slots of all of it would be kept one after the other.
  const present = { from: runtime.live.position, to: runtime.live.position, bad: 0, total: 0 };
  runtime.ring.apply([present, ...counted.deltas], counted.known);
  advance(runtime, segment, counted.state);
  return series.flat().reduce((sum, { times }) => sum + times.length, 0);
}

async function countPastTiles(next: Next, source: EventSource, options: Options): Promise<HistoryRead> {
  if (next.length === 0) return NOTHING;
  const reads = next.map(({ runtime, segment }) => ({
    runtime,
    segment,
    request: tilesOf(runtime, segment, options),
  }));
  const asked = options.now();
  const outcomes = await source.readTiles(reads.map(({ request }) => request));
  const askedMs = options.now() - asked;
  const failed = reads.flatMap(({ runtime, segment, request }) => {
    const outcome = outcomes.get(runtime.slo.id);
    if (outcome?.kind !== 'read') return [runtime];
    takePastTiles(runtime, segment, outcome, request.to);
    return [];
  });
  return { failed, samples: 0, askedMs };
}

/** The last tile of a segment is as wide as what is left. */
function tilesOf(
  runtime: SloRuntime,
  { reader, until }: HistorySegment,
  { staleAfter, chunkMs }: Options,
): TileRequest {
  const from = reader.position;
  const left = Math.min(chunkMs, until - from);
  const tileMs = Math.min(TILE, left);
  return {
    key: runtime.slo.id,
    counters: runtime.selectors,
    from,
    to: from + Math.floor(left / tileMs) * tileMs,
    tileMs,
    precision: { kind: 'exact', staleAfter },
  };
}

function takePastTiles(
  runtime: SloRuntime,
  segment: HistorySegment,
  { tiles }: Extract<TileOutcome, { kind: 'read' }>,
  upTo: number,
): void {
  const present = { from: runtime.live.position, to: runtime.live.position, bad: 0, total: 0 };
  runtime.ring.apply([present, ...tiles], tiles);
  advance(runtime, segment, startReader(upTo));
}

function advance(runtime: SloRuntime, { until }: HistorySegment, reader: HistorySegment['reader']): void {
  const later = runtime.history.slice(1);
  runtime.history = reader.position >= until ? later : [{ reader, until }, ...later];
  runtime.readerChanged = true;
}
