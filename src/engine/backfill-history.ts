import { HOUR } from '../core/time/duration.js';
import { countHistory } from './count-history.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { loadedShare, tellProgress } from './history-progress.js';
import type { SloRuntime } from './slo-runtime.js';
import { takeCounts } from './take-counts.js';

/** SLOs read at a time: together with the chunk it bounds what one step holds in memory. */
const AT_ONCE = 200;

/** A chunk is made shorter or longer until it brings about this many samples: each costs a round trip and a commit. */
const SAMPLES = { least: 60_000, most: 240_000 };
const CHUNK = { shortest: HOUR / 2, longest: 24 * HOUR };

export interface BackfillStep {
  /** `done` when nothing is missing, `more`, or `failed` when the source or the store refused (try again later). */
  readonly outcome: 'done' | 'more' | 'failed';
  /** How long (ms) the source took to answer. */
  readonly askedMs: number;
}

/** Reads one chunk of the past for some of the SLOs that miss some, and stores it with its readers in one transaction. */
export async function backfillHistory(state: EngineState, ports: EnginePorts): Promise<BackfillStep> {
  const chosen = nextSlice([...state.runtimes.values()].filter((runtime) => runtime.history.length > 0));
  if (chosen.length === 0) return { outcome: 'done', askedMs: 0 };
  const { staleAfter } = state.config;
  const { failed, samples, askedMs } = await countHistory(chosen, ports.source, {
    staleAfter,
    chunkMs: state.historyChunk,
    now: () => ports.clock.now(),
  });
  for (const runtime of chosen) runtime.historyFailed = failed.includes(runtime);
  // What failed may have been too much at once.
  state.historyChunk = nextChunk(state.historyChunk, failed.length > 0 ? Number.POSITIVE_INFINITY : samples);
  try {
    await state.commits.run(() => storeCounts(state, ports, chosen));
  } catch (error) {
    ports.log.error('history could not be stored; it is tried again', { error: String(error) });
    return { outcome: 'failed', askedMs };
  }
  for (const runtime of chosen) if (runtime.history.length === 0) runtime.coarse = undefined;
  tellProgress(state, ports);
  if (failed.length > 0) return { outcome: 'failed', askedMs };
  return { outcome: loadedShare(state) === 1 ? 'done' : 'more', askedMs };
}

/** One SLO that cannot be read must not keep the others waiting. */
function nextSlice(behind: readonly SloRuntime[]): readonly SloRuntime[] {
  const sound = behind.filter((runtime) => !runtime.historyFailed);
  return (sound.length > 0 ? sound : behind).slice(0, AT_ONCE);
}

function nextChunk(chunkMs: number, samples: number): number {
  if (samples < SAMPLES.least) return Math.min(CHUNK.longest, chunkMs * 2);
  return samples > SAMPLES.most ? Math.max(CHUNK.shortest, chunkMs / 2) : chunkMs;
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
