import { chooseReading } from './choose-reading.js';
import { readNewEvents } from './count-events.js';
import { decideSlos } from './decide-slos.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { judgeThresholds } from './judge-thresholds.js';
import type { SloRuntime } from './slo-runtime.js';
import { isConflict, noteStoreBack } from './store-trouble.js';
import { noteSource } from './watch-source.js';

/**
 * One cycle: brings the event counts up to date and judges every SLO, part by part, so that the first are told of while the last are
 * still read. What follows for an SLO is stored in one transaction; when that is refused nothing of it holds, and the next cycle
 * decides again.
 * @param scheduledAt when the cycle was due; what it is late by is measured
 */
export function evaluateSlos(state: EngineState, ports: EnginePorts, scheduledAt: number): Promise<void> {
  return state.turns.run(async () => {
    const started = ports.clock.now();
    let outcome: 'ok' | 'failed' = 'failed';
    try {
      await runCycle(state, ports, started);
      outcome = 'ok';
    } catch (error) {
      ports.log.error('evaluation failed; it is tried again at the next beat', { error: String(error) });
    } finally {
      const ms = ports.clock.now() - started;
      if (outcome === 'ok') state.lastCycle = { at: started, ms };
      ports.metrics.cycle(outcome, ms / 1000, Math.max(0, started - scheduledAt) / 1000);
    }
  });
}

async function runCycle(state: EngineState, ports: EnginePorts, at: number): Promise<void> {
  const before = state.source;
  const runtimes = [...state.runtimes.values()];
  // An SLO that was not reached waits for the others: when none is, that is the source's blindness and not its own.
  const unreached: SloRuntime[] = [];
  const faults: unknown[] = [];
  for await (const part of readNewEvents(runtimes, ports.source, at, state.config)) {
    const reached = part.filter((runtime) => !isUnreached(runtime));
    unreached.push(...part.filter(isUnreached));
    if (reached.length === 0) continue;
    noteSource(state, at);
    await judgeThresholds(state, ports, reached, at);
    // What the store refuses of some is no reason not to judge the others.
    await decideSlos(state, ports, reached, at).catch((error: unknown) => faults.push(error));
  }
  noteSource(state, at);
  tellLog(state, ports, before);
  await decideSlos(state, ports, unreached, at, 'closing').catch((error: unknown) => faults.push(error));
  if (faults.every(isConflict)) await takeUpStore(state, ports);
  if (faults.length > 0) throw faults[0];
  if (state.source.reachable) await chooseReading(state, ports, at);
}

/** What was sent while the store was gone is written down as soon as it is back. */
async function takeUpStore(state: EngineState, ports: EnginePorts): Promise<void> {
  noteStoreBack(state, ports);
  await ports.lastResort?.settle().catch((error: unknown) => {
    ports.log.error('what was sent without a record cannot be written down; it is tried again', {
      error: String(error),
    });
  });
}

function tellLog({ source }: EngineState, { log }: EnginePorts, before: EngineState['source']): void {
  const isFirst = before.since === undefined;
  if (isFirst ? source.reachable : source.reachable === before.reachable) return;
  if (source.reachable) log.info('Prometheus answers again');
  else
    log.warn('Prometheus does not answer; nothing can be judged until it does', { error: source.lastError });
}

function isUnreached({ failure }: SloRuntime): boolean {
  return failure?.reason === 'source-unreachable';
}
