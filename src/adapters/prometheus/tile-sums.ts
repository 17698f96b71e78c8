import type { EventDelta } from '../../core/events/slot-ring.js';
import type { TileOutcome, TileRequest } from '../../engine/ports.js';
import type { QueryAnswer, RawSeries } from './read-answer.js';

/** Samples of one instant become visible within the time-out of a scrape. */
const STRAGGLERS = 10_000;

/** Puts the tiles of an SLI together from those of its counters. */
export class TileSums {
  /** By counter, then by tile. NaN: the counter has no series there. */
  private readonly counts: readonly Float64Array[];
  private newest: number | undefined;
  private failure: Extract<QueryAnswer, { kind: 'failed' }> | undefined;

  constructor(private readonly request: TileRequest) {
    const tiles = Math.round((request.to - request.from) / request.tileMs);
    this.counts = request.counters.map(() => new Float64Array(tiles).fill(Number.NaN));
  }

  add(counter: number, values: NonNullable<RawSeries['values']>): void {
    const { from, tileMs } = this.request;
    const counts = this.counts[counter];
    for (const [seconds, value] of values) {
      const tile = Math.round((seconds * 1000 - from) / tileMs) - 1;
      if (counts && tile >= 0 && tile < counts.length) counts[tile] = Number(value);
    }
  }

  fail(failure: Extract<QueryAnswer, { kind: 'failed' }>): void {
    this.failure ??= failure;
  }

  /** Tells when the newest sample that can be read was scraped (epoch ms). */
  seen(newest: number): void {
    this.newest = Math.max(newest, this.newest ?? newest);
  }

  outcome(): TileOutcome {
    if (this.failure) return this.failure;
    const length = this.counts[0]?.length ?? 0;
    const tiles = Array.from({ length }, (_, tile) => this.tile(tile) ?? []).flat();
    return { kind: 'read', tiles: tiles.filter((tile) => tile.to <= this.completeUntil()) };
  }

  /** Where samples end before the tiles do (they come late, or the clock runs ahead), others of that time may still come. */
  private completeUntil(): number {
    const { to } = this.request;
    return this.newest === undefined || this.newest >= to ? to : this.newest - STRAGGLERS;
  }

  /** Undefined where no total was seen, or not the good events without which a total says nothing. */
  private tile(tile: number): EventDelta | undefined {
    const { counters, from, tileMs } = this.request;
    let [bad, total, seen] = [0, 0, false];
    for (const [index, { bad: badWeight, total: totalWeight, mustExist }] of counters.entries()) {
      const events = this.counts[index]?.[tile] ?? Number.NaN;
      if (Number.isFinite(events)) {
        bad += badWeight * events;
        total += totalWeight * events;
        seen ||= totalWeight !== 0;
      } else if (mustExist) return undefined;
    }
    return seen ? { from: from + tile * tileMs, to: from + (tile + 1) * tileMs, bad, total } : undefined;
  }
}
