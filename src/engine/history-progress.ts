import { formatDuration, MINUTE, SECOND } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { HistoryPhase } from './read-models.js';
import { historyLoaded, isSeeded } from './slo-runtime.js';

/** Between two words about progress in the log. */
const TELL_EVERY = MINUTE;

export function historyPhase(state: Pick<EngineState, 'runtimes'>): HistoryPhase {
  let phase: HistoryPhase = 'done';
  for (const runtime of state.runtimes.values()) {
    if (runtime.history.length === 0) continue;
    if (!isSeeded(runtime)) return 'coarse';
    phase = 'exact';
  }
  return phase;
}

/** The share (0-1) of all SLO windows that has been counted. */
export function loadedShare(state: Pick<EngineState, 'runtimes'>): number {
  if (state.runtimes.size === 0) return 1;
  let sum = 0;
  for (const runtime of state.runtimes.values()) sum += historyLoaded(runtime);
  return sum / state.runtimes.size;
}

/** Says now and then how much of history is read and how long the rest will take, and says when it is complete. */
export function tellProgress(state: EngineState, { clock, log }: Pick<EnginePorts, 'clock' | 'log'>): void {
  const phase = historyPhase(state);
  if (phase === 'done') {
    state.historyProgress = undefined;
    log.info('history is complete', { slos: state.runtimes.size });
    return;
  }
  const at = clock.now();
  const loaded = loadedShare(state);
  const progress = state.historyProgress ?? { beganAt: at, beganWith: loaded, toldAt: at };
  const due = at - progress.toldAt >= TELL_EVERY;
  state.historyProgress = due ? { ...progress, toldAt: at } : progress;
  if (!due) return;
  const read = loaded - progress.beganWith;
  const leftMs = read > 0 ? ((1 - loaded) / read) * (at - progress.beganAt) : undefined;
  log.info('reading history', {
    phase,
    loaded: Number(loaded.toFixed(3)),
    left: leftMs === undefined ? 'unknown' : formatDuration(Math.ceil(leftMs / SECOND) * SECOND),
  });
}
