import { startReader } from '../core/events/reader-state.js';
import { SECOND } from '../core/time/duration.js';
import type { EngineConfig } from './engine-config.js';
import type { EventSource, TileOutcome, TileRequest } from './ports.js';
import type { SloRuntime } from './slo-runtime.js';

/** A scrape can be read up to its time-out after its time; a tile that was read does not change any more. */
const LAG = 10 * SECOND;

/** Tiles of one read. */
const MOST_TILES = 120;

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
  let requests = requestsFor(runtimes, at, pace);
  while (requests.length > 0) {
    const outcomes = await source.readTiles(requests.map(({ request }) => request));
    const read = requests.filter(({ runtime, request }) => {
      const outcome = outcomes.get(runtime.slo.id);
      return outcome !== undefined && takeTiles(runtime, outcome, request.to);
    });
    requests = requestsFor(
      read.map(({ runtime }) => runtime),
      at,
      pace,
    );
  }
}

function requestsFor(runtimes: readonly SloRuntime[], at: number, pace: Pace) {
  const { evaluationInterval: tileMs, staleAfter } = pace;
  return runtimes.flatMap((runtime): { runtime: SloRuntime; request: TileRequest }[] => {
    const from = runtime.live.position;
    const tiles = Math.min(MOST_TILES, Math.floor((lastTileEnd(at, pace) - from) / tileMs));
    if (tiles < 1) return [];
    const { slo, selectors } = runtime;
    const precision = { kind: 'exact', staleAfter } as const;
    const request = { key: slo.id, counters: selectors, from, to: from + tiles * tileMs, tileMs, precision };
    return [{ runtime, request }];
  });
}

function takeTiles(runtime: SloRuntime, outcome: TileOutcome, upTo: number): boolean {
  if (outcome.kind === 'failed') {
    runtime.failure = { reason: outcome.reason, message: outcome.message };
    return false;
  }
  runtime.failure = undefined;
  runtime.ring.apply(outcome.tiles, outcome.tiles);
  const knownUntil = outcome.tiles.at(-1)?.to ?? runtime.live.knownUntil;
  // Without cursors, for whoever counts samples from here on.
  runtime.live = { ...startReader(upTo), knownUntil };
  runtime.readerChanged = true;
  return true;
}
