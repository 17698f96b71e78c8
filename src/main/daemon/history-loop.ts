import type { EnginePorts, EngineState } from '../../engine/engine-state.js';
import type { Stoppable } from '../../engine/ports.js';
import { loadHistory } from '../../engine/load-history.js';

/**
 * Between two chunks of exact history the source gets as long a rest as it took to answer, counting and storing its answer included, and
 * at least this.
 */
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
      const outcome = await loadHistory(state, ports);
      const took = Math.max(state.historyAskedMs, ports.clock.now() - started);
      await rest(
        restAfter(outcome, restOfSource(state.historyAskedMs, took), state.config.evaluationInterval),
      );
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

/** Estimates are few and wanted at once; exact history has time. */
function restAfter(outcome: Awaited<ReturnType<typeof loadHistory>>, rest: number, interval: number): number {
  if (outcome === 'seeded') return SHORTEST_REST_MS;
  return outcome === 'more' ? Math.max(SHORTEST_REST_MS, rest) : interval;
}

/** What is left of its rest when all of a step took so long. */
function restOfSource(askedMs: number, took: number): number {
  return askedMs - (took - askedMs);
}
