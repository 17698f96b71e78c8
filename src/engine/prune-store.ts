import { CANARIES_KEPT_FOR } from '../core/heartbeat/canary.js';
import { DAY } from '../core/time/duration.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { leads } from './leads.js';
import { levelsOf } from './slo-runtime.js';

/** How long (ms) things are kept that nothing needs any more. */
export interface Retention {
  readonly messages: number;
  /** Since they were resolved. */
  readonly incidents: number;
}

/** An alert is repeated every minute or so: what became of it is of no use for long. */
const REFRESHES_KEPT = DAY;

/** Longer than any window of an SLO. */
const FACTS_KEPT = 400 * DAY;

/** Removes what no window reaches any more, whoever judges the SLO, and what is older than the retention. Of several replicas one does it. */
export async function pruneStore(
  state: EngineState,
  ports: EnginePorts,
  retention: Retention,
): Promise<void> {
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
  const horizons = {
    messages: now - retention.messages,
    refreshes: now - Math.min(REFRESHES_KEPT, retention.messages),
    canaries: now - CANARIES_KEPT_FOR,
    incidents: now - retention.incidents,
    facts: now - FACTS_KEPT,
    slots: [...reach].map(([level, ms]) => ({ level, before: now - ms })),
  };
  await state.commits.run(() => ports.store.prune(horizons));
}
