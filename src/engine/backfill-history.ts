import { countHistory } from './count-events.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { loadedShare, tellProgress } from './history-progress.js';
import type { SloRuntime } from './slo-runtime.js';
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
  for (const runtime of behind) if (runtime.history.length === 0) runtime.coarse = undefined;
  tellProgress(state, ports);
  if (!complete) return 'failed';
  return loadedShare(state) === 1 ? 'done' : 'more';
}

async function storeCounts(
  state: EngineState,
  ports: EnginePorts,
  behind: readonly SloRuntime[],
): Promise<void> {
  // A reload may have replaced a runtime while its history was being read.
  const counts = takeCounts(behind.filter((runtime) => state.runtimes.get(runtime.slo.id) === runtime));
  try {
    await ports.store.commit({ at: ports.clock.now(), slots: counts.slots, states: counts.states });
  } catch (error) {
    counts.undo();
    throw error;
  }
}
