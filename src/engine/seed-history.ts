import { coarseHistory } from '../core/events/coarse-history.js';
import { HOUR, MINUTE } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { TileRequest } from './ports.js';
import { isSeeded, type SloRuntime, unreadStretches } from './slo-runtime.js';

/** SLOs seeded at a time: the first have budgets while the last still wait. */
const AT_ONCE = 200;

/** What is less than this is counted sooner than estimated. */
const LEAST_UNREAD = 12 * HOUR;

const RETRY_AFTER = 5 * MINUTE;

/**
 * Estimates the unread history of some SLOs by the hour, so that they have budgets within seconds. An SLO whose query failed is asked
 * for alone later: one that asks too much of the source must not fail its neighbours for ever.
 * @returns `none` when no SLO is to be seeded now, `more` when others remain, `last` when these were the last
 */
export async function seedHistory(state: EngineState, ports: EnginePorts): Promise<'none' | 'more' | 'last'> {
  const at = ports.clock.now();
  const due = dueForSeed(state, at);
  const chosen = nextSlice(due);
  if (chosen.length === 0) return 'none';
  const requests = chosen.map((runtime) => ({ runtime, request: tilesOf(runtime) }));
  const outcomes = await ports.source.readTiles(requests.map(({ request }) => request));
  for (const { runtime, request } of requests) {
    const outcome = outcomes.get(runtime.slo.id);
    if (outcome?.kind === 'read') {
      runtime.coarse = coarseHistory(request, request.tileMs, outcome.tiles);
      runtime.seedFailedAt = undefined;
      continue;
    }
    runtime.seedFailedAt = at;
    ports.log.warn('history could not be estimated; its budget waits until it is read', {
      slo: runtime.slo.id,
      reason: outcome?.message,
    });
  }
  return due.length > chosen.length ? 'more' : 'last';
}

function dueForSeed(state: EngineState, at: number): SloRuntime[] {
  return [...state.runtimes.values()].filter((runtime) => {
    const unread = unreadStretches(runtime).reduce((sum, { from, to }) => sum + (to - from), 0);
    const waits = runtime.seedFailedAt !== undefined && Math.abs(at - runtime.seedFailedAt) < RETRY_AFTER;
    return unread >= LEAST_UNREAD && !waits && !isSeeded(runtime);
  });
}

function nextSlice(due: readonly SloRuntime[]): readonly SloRuntime[] {
  const untried = due.filter((runtime) => runtime.seedFailedAt === undefined);
  return untried.length > 0 ? untried.slice(0, AT_ONCE) : due.slice(0, 1);
}

function tilesOf(runtime: SloRuntime): TileRequest {
  const stretches = unreadStretches(runtime);
  const from = Math.min(...stretches.map((stretch) => stretch.from));
  const to = Math.max(...stretches.map((stretch) => stretch.to));
  return {
    key: runtime.slo.id,
    counters: runtime.selectors,
    from: Math.floor(from / HOUR) * HOUR,
    to: Math.ceil(to / HOUR) * HOUR,
    tileMs: HOUR,
    precision: { kind: 'coarse' },
  };
}
