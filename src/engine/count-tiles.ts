import { startReader } from '../core/events/reader-state.js';
import { HOUR, SECOND } from '../core/time/duration.js';
import type { EngineConfig } from './engine-config.js';
import type { EventSource, TileOutcome, TileRequest } from './ports.js';
import type { SloRuntime } from './slo-runtime.js';

/** A scrape can be read up to its time-out after its time; a tile that was read does not change any more. */
const LAG = 10 * SECOND;

/** Tiles of one read. */
const MOST_TILES = 120;

/** Tiles of which nothing was known are asked for again for so long: a clock that ran ahead had asked too early. */
const ASK_AGAIN = 2 * HOUR;

type Pace = Pick<EngineConfig, 'evaluationInterval' | 'staleAfter'>;

/** The newest instant at which a tile may end: a little before the beat, so that each beat has its own tile. */
export function lastTileEnd(at: number, { evaluationInterval }: Pace): number {
  return Math.floor(at / evaluationInterval) * evaluationInterval - LAG;
}

/** Reads what Prometheus has summed since the last read. A failed read leaves its SLO where it stood, with the reason. */
export async function countNewTiles(
  runtimes: readonly SloRuntime[],
  source: EventSource,
  at: number,
  pace: Pace,
): Promise<void> {
  let next = runtimes.flatMap((runtime) => requestFrom(runtime, runtime.live.position, at, pace));
  while (next.length > 0) {
    const outcomes = await source.readTiles(next.map(({ request }) => request));
    next = next.flatMap(({ runtime, request }) => {
      const outcome = outcomes.get(runtime.slo.id);
      const read = outcome !== undefined && takeTiles(runtime, outcome, request);
      return read ? requestFrom(runtime, request.to, at, pace) : [];
    });
  }
}

interface Asked {
  readonly runtime: SloRuntime;
  readonly request: TileRequest;
}

/** The next tiles of an SLO; none when the present is reached. */
function requestFrom(runtime: SloRuntime, from: number, at: number, pace: Pace): Asked[] {
  const { evaluationInterval: tileMs, staleAfter } = pace;
  const tiles = Math.min(MOST_TILES, Math.floor((lastTileEnd(at, pace) - from) / tileMs));
  if (tiles < 1) return [];
  const { slo, selectors } = runtime;
  const precision = { kind: 'exact', staleAfter } as const;
  const request = { key: slo.id, counters: selectors, from, to: from + tiles * tileMs, tileMs, precision };
  return [{ runtime, request }];
}

function takeTiles(runtime: SloRuntime, outcome: TileOutcome, { to }: TileRequest): boolean {
  if (outcome.kind === 'failed') {
    runtime.failure = { reason: outcome.reason, message: outcome.message };
    return false;
  }
  runtime.failure = undefined;
  runtime.ring.apply(outcome.tiles, outcome.tiles);
  const last = outcome.tiles.at(-1)?.to;
  const position = Math.max(last ?? runtime.live.position, to - ASK_AGAIN);
  // Without cursors, for whoever counts samples from here on.
  runtime.live = { ...startReader(position), knownUntil: last ?? runtime.live.knownUntil };
  runtime.readerChanged = true;
  return true;
}
