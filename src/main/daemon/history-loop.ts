import type { EnginePorts, EngineState } from '../../engine/engine-state.js';
import type { Stoppable } from '../../engine/ports.js';
import { type HistoryStep, loadHistory } from '../../engine/load-history.js';

/** The least rest that the source gets between two chunks of history. */
const SHORTEST_REST_MS = 20;

/** Reads the past in the background, chunk after chunk, and looks again now and then when there is nothing to read. */
export function startHistoryLoop(state: EngineState, ports: EnginePorts): Stoppable {
  let stopped = false;
  let wake: () => void = () => undefined;
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!stopped) {
      const started = ports.clock.now();
      const step = await loadHistory(state, ports);
      const tookMs = ports.clock.now() - started;
      await rest(restAfter(step, tookMs, state.config.evaluationInterval));
    }
  };
  const running = loop().catch((error: unknown) => {
    ports.log.error('reading history has ended', { error: String(error) });
  });
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}

/**
 * How long (ms) the source rests after a step that took so long. Estimates are few and wanted at once. Between two chunks of exact history it gets as long a rest as it
 * took to answer, and has had some of it while the daemon counted and stored the answer.
 */
export function restAfter(step: HistoryStep, tookMs: number, intervalMs: number): number {
  if (step.outcome === 'seeded') return SHORTEST_REST_MS;
  if (step.outcome !== 'more') return intervalMs;
  const rested = Math.max(0, tookMs - step.askedMs);
  return Math.max(SHORTEST_REST_MS, step.askedMs - rested);
}
