import type { EventDelta } from '../../src/core/events/slot-ring.js';
import { MINUTE, SECOND } from '../../src/core/time/duration.js';
import type { SeriesSamples, TileRequest } from '../../src/engine/ports.js';

/** The samples of every series of a counter in (after, upTo]. */
type Select = (counter: number, after: number, upTo: number) => readonly SeriesSamples[];

/** For how long a series may be gone and goes on from its last value. */
const HELD = 10 * MINUTE;

/** What a Prometheus answers that sums tiles over all series of each counter. */
export function simulatedTiles(request: TileRequest, select: Select): EventDelta[] {
  const tiles: EventDelta[] = [];
  const completeUntil = request.precision.kind === 'exact' ? completeEnd(request, select) : request.to;
  for (let from = request.from; from < request.to; from += request.tileMs) {
    const to = from + request.tileMs;
    if (to > completeUntil) break;
    let [bad, total, seen, whole] = [0, 0, false, true];
    const watched = request.counters.findIndex((counter) => counter.total > 0);
    request.counters.forEach((counter, index) => {
      const events =
        request.precision.kind === 'coarse'
          ? extrapolated(select(index, from, to), request.tileMs)
          : difference(
              select(index, from - HELD, from),
              select(index, to - request.precision.staleAfter, to),
              select(watched, from - HELD, from),
            );
      if (events === undefined) whole &&= !counter.mustExist;
      bad += counter.bad * (events ?? 0);
      total += counter.total * (events ?? 0);
      seen ||= counter.total !== 0 && events !== undefined;
    });
    if (seen && whole) tiles.push({ from, to, bad, total });
  }
  return tiles;
}

/** Where samples end before the tiles do, the last seconds may be incomplete. */
function completeEnd({ counters, from, to }: TileRequest, select: Select): number {
  const watched = counters.findIndex((counter) => counter.total > 0);
  const samples = select(watched, from - HELD, to + MINUTE).flatMap(({ times }) => times);
  const newest = samples.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return newest >= to || newest === Number.NEGATIVE_INFINITY ? to : newest - 10 * SECOND;
}

/** As `increase()`: what lies between the first and the last sample, stretched to the whole tile. */
function extrapolated(series: readonly SeriesSamples[], tileMs: number): number | undefined {
  const enough = series.filter(({ times }) => times.length > 1);
  if (enough.length === 0) return undefined;
  return enough.reduce((sum, { times, values }) => {
    const grown = values.reduce((total, value, i) => {
      const last = i === 0 ? value : (values[i - 1] as number);
      return total + (value >= last ? value - last : value);
    }, 0);
    return sum + (grown * tileMs) / ((times.at(-1) as number) - (times[0] as number));
  }, 0);
}

function difference(
  before: readonly SeriesSamples[],
  now: readonly SeriesSamples[],
  watched: readonly SeriesSamples[],
): number | undefined {
  if (now.length === 0) return undefined;
  const bases = new Map(before.map((series) => [series.fingerprint, series.values.at(-1) as number]));
  return now.reduce((sum, series) => {
    const value = series.values.at(-1) as number;
    const base = bases.get(series.fingerprint) ?? (isKnownTarget(series, watched) ? 0 : value);
    return sum + (value >= base ? value - base : value);
  }, 0);
}

function isKnownTarget({ labels }: SeriesSamples, before: readonly SeriesSamples[]): boolean {
  return before.some((other) => other.labels.job === labels.job && other.labels.instance === labels.instance);
}
