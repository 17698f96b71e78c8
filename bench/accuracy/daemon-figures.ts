import { createPrometheusSource } from '../../src/adapters/prometheus/event-source.js';
import { openSqliteStore } from '../../src/adapters/store/sqlite-store.js';
import { MINUTE } from '../../src/core/time/duration.js';
import { backfillHistory } from '../../src/engine/backfill-history.js';
import { type EnginePorts, type EngineState, newEngineState } from '../../src/engine/engine-state.js';
import { evaluateSlos } from '../../src/engine/evaluate-slos.js';
import type { Log } from '../../src/engine/ports.js';
import { SILENT_CONFIG, SILENT_METRICS } from '../../src/main/cli/silent-engine.js';
import type { SloRuntime } from '../../src/engine/slo-runtime.js';
import { startEngine } from '../../src/engine/start-engine.js';
import type { Observed } from '../traffic/observe.js';
import type { Moment } from '../traffic/timetable.js';
import { trueEvents } from '../traffic/truth.js';
import { consumedBy, type Figure } from './figure.js';
import type { ShopSlo } from './shop-slos.js';

/** Alerts fire here, and nobody is to be told. */
const LOG: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The daemon's own engine, started at the first moment (so that it reads all its history back) and moved on to each of the others. */
export async function daemonFigures(
  url: string,
  slos: readonly ShopSlo[],
  moments: readonly Moment[],
  observed: ReadonlyMap<string, Observed>,
): Promise<Figure[]> {
  let now = moments[0]?.at ?? 0;
  const clock = { now: () => now };
  const store = await openSqliteStore(':memory:');
  try {
    const ports: EnginePorts = {
      clock,
      source: createPrometheusSource({ url, timeoutMs: MINUTE }, SILENT_METRICS, clock),
      store,
      log: LOG,
      metrics: SILENT_METRICS,
      notifiers: new Map(),
      kickDelivery: () => undefined,
    };
    const state = newEngineState(SILENT_CONFIG);
    await startEngine(state, ports, {
      templates: [],
      slos: slos.map(({ slo }) => slo),
      exclusions: [],
      config: SILENT_CONFIG,
      complete: true,
    });
    const figures: Figure[] = [];
    for (const moment of moments) {
      now = moment.at;
      await readHistory(state, ports);
      await evaluateSlos(state, ports, now);
      for (const { service, slo } of slos) {
        const runtime = state.runtimes.get(slo.id);
        const { lives } = observed.get(service) ?? { lives: [] };
        if (runtime) figures.push(...figuresOf(runtime, { service, moment, lives }));
      }
    }
    return figures;
  } finally {
    await store.close();
  }
}

async function readHistory(state: EngineState, ports: EnginePorts): Promise<void> {
  for (;;) {
    const { outcome } = await backfillHistory(state, ports);
    if (outcome === 'failed') throw new Error('the engine could not read the history');
    if (outcome === 'done') return;
  }
}

/** Judged over the very span that the slots cut, which ends at the newest sample. */
function figuresOf(
  { slo, judgement, ring }: SloRuntime,
  { service, moment: { name, at }, lives }: { service: string; moment: Moment; lives: Observed['lives'] },
): Figure[] {
  const { target, sloWindow } = slo.objective;
  if (judgement?.at !== at) throw new Error(`${slo.id} was not evaluated`);
  const until = judgement.dataUntil ?? Number.NaN;
  const from = until - ring.sum(sloWindow.durationMs, until).spanMs;
  const { budget } = judgement;
  const answer = {
    service,
    moment: name,
    consumed: budget.kind === 'measured' ? budget.consumed : undefined,
    coverage: budget.coverage,
  };
  const truth = (seenBy?: number) => consumedBy(trueEvents(lives, from, until, seenBy), target);
  return [
    { ...answer, method: 'daemon', truth: truth(until) },
    { ...answer, method: 'daemon, unscraped too', truth: truth() },
  ];
}
