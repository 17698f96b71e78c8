import type { Stretch } from '../time/stretches.js';
import type { EventDelta, EventSum } from './slot-ring.js';

/** Estimated counts of a stretch of the past, (from, to], in tiles of equal width. `total` is NaN where there were no data: unknown, not zero. */
export interface CoarseHistory extends Stretch {
  /** Where the first tile that is kept begins. */
  readonly begin: number;
  readonly tileMs: number;
  readonly bad: Float32Array;
  readonly total: Float32Array;
}

/** Lays tiles on the grid of (from, to]; what no tile covers is unknown, and kept only between two that are known. */
export function coarseHistory(
  { from, to }: Stretch,
  tileMs: number,
  tiles: readonly EventDelta[],
): CoarseHistory {
  const indexOf = (tile: EventDelta) => Math.round((tile.from - from) / tileMs);
  const length = Math.ceil((to - from) / tileMs);
  const known = tiles.filter((tile) => indexOf(tile) >= 0 && indexOf(tile) < length);
  const first = known.reduce((least, tile) => Math.min(least, indexOf(tile)), length);
  const last = known.reduce((most, tile) => Math.max(most, indexOf(tile)), first - 1);
  const kept = last - first + 1;
  const bad = new Float32Array(kept);
  const total = new Float32Array(kept).fill(Number.NaN);
  for (const tile of known) {
    bad[indexOf(tile) - first] = tile.bad;
    total[indexOf(tile) - first] = tile.total;
  }
  return { from, to: from + length * tileMs, begin: from + first * tileMs, tileMs, bad, total };
}

/** True when every stretch lies within the tiles, whether there were data or not. */
export function coversAll({ from, to }: CoarseHistory, stretches: readonly Stretch[]): boolean {
  return stretches.every((stretch) => stretch.from >= from && stretch.to <= to);
}

/**
 * Completes what was counted exactly over a window that ends at `to` with the estimates for the stretches that are still unread: of a
 * tile that is read in part, the share that is not.
 */
export function addCoarse(
  sum: EventSum,
  to: number,
  { begin: first, tileMs, bad, total }: CoarseHistory,
  unread: readonly Stretch[],
): EventSum {
  const result = { ...sum };
  for (const stretch of unread) {
    const begin = Math.max(stretch.from, to - sum.spanMs, first);
    const end = Math.min(stretch.to, to, first + total.length * tileMs);
    for (let index = Math.floor((begin - first) / tileMs); first + index * tileMs < end; index += 1) {
      const start = first + index * tileMs;
      const overlap = Math.min(end, start + tileMs) - Math.max(begin, start);
      const events = total[index] ?? Number.NaN;
      if (Number.isNaN(events) || overlap <= 0) continue;
      result.bad += ((bad[index] ?? 0) * overlap) / tileMs;
      result.total += (events * overlap) / tileMs;
      result.knownMs += overlap;
    }
  }
  return result;
}
