import { type BackfillStep, backfillHistory } from './backfill-history.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { evaluateSlos } from './evaluate-slos.js';
import { loadedShare, tellProgress } from './history-progress.js';
import { seedHistory } from './seed-history.js';

/** What came of a step: of exact counts, or of estimates. */
export type HistoryStep = BackfillStep | { readonly outcome: 'seeded' };

/**
 * One step of reading the past: first estimates for every SLO that has none, then exact counts, chunk by chunk. When either is complete
 * it is judged at once, so that nobody waits for the next beat.
 */
export async function loadHistory(state: EngineState, ports: EnginePorts): Promise<HistoryStep> {
  const seeded = await seedHistory(state, ports);
  if (seeded === 'none') {
    const wasBehind = loadedShare(state) < 1;
    const step = await backfillHistory(state, ports);
    if (wasBehind && step.outcome === 'done') await evaluateSlos(state, ports, ports.clock.now());
    return step;
  }
  tellProgress(state, ports);
  if (seeded === 'last') await evaluateSlos(state, ports, ports.clock.now());
  return { outcome: 'seeded' };
}
