import type { EnginePorts, EngineState } from './engine-state.js';
import { leads } from './leads.js';
import { levelsOf } from './slo-runtime.js';

/**
 * Removes what no window reaches any more, whoever judges the SLO, and messages older than the retention (ms). Of several replicas one
 * does it.
 */
export async function pruneStore(state: EngineState, ports: EnginePorts, retention: number): Promise<void> {
  if (!leads(state)) return;
  const now = ports.clock.now();
  const reach = new Map<number, number>();
  const { slos = [], templates = [] } = state.specs ?? {};
  const held = [...state.runtimes.values()].map(({ slo }) => slo);
  for (const slo of [...held, ...slos, ...templates.map((template) => template.slo)]) {
    levelsOf(slo).forEach(({ slotMs, slots }, level) => {
      reach.set(level, Math.max(reach.get(level) ?? 0, slotMs * slots));
    });
  }
  const horizons = [...reach].map(([level, ms]) => ({ level, before: now - ms }));
  await state.commits.run(() => ports.store.prune(now - retention, horizons));
}
