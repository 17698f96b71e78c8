import { systemClock } from '../../adapters/clock/system-clock.js';
import { createPrometheusSource } from '../../adapters/prometheus/event-source.js';
import type { PrometheusOptions } from '../../adapters/prometheus/options.js';
import { openSqliteStore } from '../../adapters/store/sqlite-store.js';
import type { JudgeRequest } from '../../cli/context.js';
import { FirebreakError } from '../../core/errors.js';
import type { Slo } from '../../core/slo/slo.js';
import { backfillHistory } from '../../engine/backfill-history.js';
import { chooseReading } from '../../engine/choose-reading.js';
import { type EnginePorts, newEngineState } from '../../engine/engine-state.js';
import { evaluateSlos } from '../../engine/evaluate-slos.js';
import type { Log } from '../../engine/ports.js';
import { gateAnswer } from '../../engine/queries/gate-answer.js';
import { sloStatus } from '../../engine/queries/slo-status.js';
import type { GateAnswer } from '../../engine/read-models.js';
import { startEngine } from '../../engine/start-engine.js';
import { SILENT_CONFIG, SILENT_METRICS } from './silent-engine.js';

/**
 * The gate of one service as a daemon would answer it that had just read the whole window: the same engine, on a store in memory,
 * telling nobody. Rejects with `source-unreachable` when Prometheus does not answer.
 */
export async function judgeOnce(
  slos: readonly Slo[],
  { exclusions, service, environment }: Omit<JudgeRequest, 'source'>,
  source: PrometheusOptions,
): Promise<GateAnswer> {
  const own = slos.filter((slo) => slo.service === service);
  if (own.length === 0) {
    const services = [...new Set(slos.map((slo) => slo.service))].sort();
    return gateAnswer(service, environment, [], SILENT_CONFIG.gate, undefined, () => services);
  }
  const failures: string[] = [];
  const store = await openSqliteStore(':memory:');
  try {
    const ports: EnginePorts = {
      clock: systemClock,
      source: createPrometheusSource(source, SILENT_METRICS, systemClock),
      store,
      log: collectErrors(failures),
      metrics: SILENT_METRICS,
      notifiers: new Map(),
      kickDelivery: () => undefined,
    };
    const state = newEngineState(SILENT_CONFIG);
    await startEngine(state, ports, {
      slos: own,
      templates: [],
      exclusions,
      config: SILENT_CONFIG,
      complete: true,
    });
    await chooseReading(state, ports, systemClock.now());
    while ((await backfillHistory(state, ports)).outcome === 'more');
    await evaluateSlos(state, ports, systemClock.now());
    if (!state.source.reachable) {
      const why = state.source.lastError ?? failures[0];
      throw new FirebreakError('source-unreachable', why ?? 'Prometheus was not asked');
    }
    const now = systemClock.now();
    const statuses = [...state.runtimes.values()].map((runtime) => sloStatus(runtime, now, SILENT_CONFIG));
    return gateAnswer(service, environment, statuses, SILENT_CONFIG.gate);
  } finally {
    await store.close();
  }
}

function collectErrors(failures: string[]): Log {
  const ignore = () => undefined;
  return {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (message, fields) => failures.push(fields ? `${message}: ${JSON.stringify(fields)}` : message),
  };
}
