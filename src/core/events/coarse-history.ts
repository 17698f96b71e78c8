import type { EventDelta, EventSum } from './slot-ring.js';

/** Estimated counts of a stretch of the past in tiles of equal width. `total` is NaN where there were no data: unknown, not zero. */
export interface CoarseHistory {
  /** Where the first tile begins. */
  readonly from: number;
  readonly tileMs: number;
  readonly bad: Float32Array;
  readonly total: Float32Array;
}

/** A stretch of the past, (from, to]. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Lays tiles on the grid of (from, to]; what no tile covers is unknown. */
export function coarseHistory(
  { from, to }: Stretch,
  tileMs: number,
  tiles: readonly EventDelta[],
): CoarseHistory {
  const length = Math.ceil((to - from) / tileMs);
  const coarse = {
    from,
    tileMs,
    bad: new Float32Array(length),
    total: new Float32Array(length).fill(Number.NaN),
  };
  for (const tile of tiles) {
    const index = Math.round((tile.from - from) / tileMs);
    if (index < 0 || index >= length) continue;
    coarse.bad[index] = tile.bad;
    coarse.total[index] = tile.total;
  }
  return coarse;
}

/** True when every stretch lies within the tiles, whether there were data or not. */
export function coversAll({ from, tileMs, total }: CoarseHistory, stretches: readonly Stretch[]): boolean {
  return stretches.every((stretch) => stretch.from >= from && stretch.to <= from + total.length * tileMs);
}

/**
 * Completes what was counted exactly over a window that ends at `to` with the estimates for the stretches that are still unread: of a
 * tile that is read in part, the share that is not.
 */
export function addCoarse(
  sum: EventSum,
  to: number,
  { from, tileMs, bad, total }: CoarseHistory,
  unread: readonly Stretch[],
): EventSum {
  const result = { ...sum };
  for (const stretch of unread) {
    const begin = Math.max(stretch.from, to - sum.spanMs, from);
    const end = Math.min(stretch.to, to, from + total.length * tileMs);
    for (let index = Math.floor((begin - from) / tileMs); from + index * tileMs < end; index += 1) {
      const start = from + index * tileMs;
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
