import { countHistory } from './count-events.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { historyLoaded, type SloRuntime } from './slo-runtime.js';
import { takeCounts } from './take-counts.js';

/**
 * Reads one chunk of the past for every SLO that misses some, and stores it with its readers in one transaction.
 * @returns `done` when nothing is missing, `more`, or `failed` when the source or the store refused (try again later)
 */
export async function backfillHistory(
  state: EngineState,
  ports: EnginePorts,
): Promise<'done' | 'more' | 'failed'> {
  const behind = [...state.runtimes.values()].filter((runtime) => runtime.history.length > 0);
  if (behind.length === 0) return 'done';
  const complete = await countHistory(behind, ports.source, state.config.staleAfter);
  try {
    await state.commits.run(() => storeCounts(state, ports, behind));
  } catch (error) {
    ports.log.error('history could not be stored; it is tried again', { error: String(error) });
    return 'failed';
  }
  const loaded = loadedShare(state);
  ports.log.debug('reading history', { loaded: Number(loaded.toFixed(3)) });
  if (loaded === 1) ports.log.info('history is complete', { slos: state.runtimes.size });
  if (!complete) return 'failed';
  return loaded === 1 ? 'done' : 'more';
}

/** The share (0-1) of all SLO windows that has been read. */
export function loadedShare(state: Pick<EngineState, 'runtimes'>): number {
  if (state.runtimes.size === 0) return 1;
  const shares = [...state.runtimes.values()].map(historyLoaded);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

async function storeCounts(
  state: EngineState,
  ports: EnginePorts,
  behind: readonly SloRuntime[],
): Promise<void> {
  // A reload may have replaced a runtime while its history was being read.
  const counts = takeCounts(behind.filter((runtime) => state.runtimes.get(runtime.slo.id) === runtime));
  try {
    await ports.store.commit({ at: ports.clock.now(), counts: counts.parts });
  } catch (error) {
    counts.undo();
    throw error;
  }
}
