import { coarseHistory } from '../core/events/coarse-history.js';
import { isSummable } from '../core/events/weighted-selectors.js';
import { slicesToCut } from '../core/slo/slo.js';
import { HOUR, MINUTE } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { TileOutcome, TileRequest } from './ports.js';
import { isSeeded, type SloRuntime, unreadStretches } from './slo-runtime.js';

/** SLOs seeded at a time: the first have budgets while the last still wait. */
const AT_ONCE = 200;

/** What is less than this is counted sooner than estimated. */
const LEAST_UNREAD = 12 * HOUR;

/** A source that does not answer is asked again sooner than a query that asks too much. */
const RETRY_AFTER = { together: MINUTE, alone: 5 * MINUTE };

/**
 * Estimates the unread history of some SLOs by the hour, so that they have budgets within seconds. An SLO that alone got no answer is
 * asked for alone later: one that asks too much of the source must not fail its neighbours for ever.
 * @returns `none` when no SLO is to be seeded now, `more` when others remain, `last` when these were the last
 */
export async function seedHistory(state: EngineState, ports: EnginePorts): Promise<'none' | 'more' | 'last'> {
  const at = ports.clock.now();
  const due = dueForSeed(state, at);
  const chosen = nextSlice(due);
  if (chosen.length === 0) return 'none';
  const requests = chosen.map((runtime) => ({ runtime, request: tilesOf(runtime) }));
  const outcomes = await ports.source.readTiles(requests.map(({ request }) => request));
  const down = chosen.every(({ slo }) => isDown(outcomes.get(slo.id)));
  for (const { runtime, request } of requests) {
    const outcome = outcomes.get(runtime.slo.id);
    if (outcome?.kind === 'read') {
      runtime.coarse = coarseHistory(request, request.tileMs, outcome.tiles);
      runtime.seedFailed = undefined;
      continue;
    }
    runtime.seedFailed = { at, alone: !down };
    const fields = { slo: runtime.slo.id, reason: outcome?.message };
    if (!down) ports.log.warn('history could not be estimated; the budget waits until it is read', fields);
  }
  return due.length > chosen.length ? 'more' : 'last';
}

function isDown(outcome: TileOutcome | undefined): boolean {
  return outcome?.kind === 'failed' && outcome.reason === 'source-unreachable';
}

function dueForSeed(state: EngineState, at: number): SloRuntime[] {
  return [...state.runtimes.values()].filter((runtime) => {
    const unread = unreadStretches(runtime).reduce((sum, { from, to }) => sum + (to - from), 0);
    // Sums of an hour do not tell how many of its slices were bad.
    const canEstimate = slicesToCut(runtime.slo) === undefined && isSummable(runtime.selectors);
    return unread >= LEAST_UNREAD && canEstimate && !waits(runtime, at) && !isSeeded(runtime);
  });
}

function waits({ seedFailed }: SloRuntime, at: number): boolean {
  if (!seedFailed) return false;
  return Math.abs(at - seedFailed.at) < (seedFailed.alone ? RETRY_AFTER.alone : RETRY_AFTER.together);
}

function nextSlice(due: readonly SloRuntime[]): readonly SloRuntime[] {
  const together = due.filter(({ seedFailed }) => !seedFailed?.alone);
  return together.length > 0 ? together.slice(0, AT_ONCE) : due.slice(0, 1);
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
