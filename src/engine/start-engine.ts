import type { PolicyState } from '../core/error-budget/policy-state.js';
import { groupBy } from '../core/group-by.js';
import { applySpecs, type NewSpecs } from './apply-specs.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { StateRecord, StoredState } from './ports.js';
import { type AlertRecord, leapAhead } from './slo-runtime.js';
import type { StoredReader } from './take-counts.js';
import { SOURCE_KEY } from './watch-source.js';

/**
 * Starts the engine where the last run of the daemon ended: alerts stay open, counts go on at the next sample, incidents
 * continue. What was stored for SLOs that the files no longer hold is treated as by a reload.
 */
export async function startEngine(state: EngineState, ports: EnginePorts, specs: NewSpecs): Promise<void> {
  const stored = await ports.store.load();
  const alerts = byKey<AlertRecord>(stored.states, 'alert');
  state.sourceAlerts = alerts.get(SOURCE_KEY) ?? state.sourceAlerts;
  alerts.delete(SOURCE_KEY);
  state.orphans = alerts;
  state.orphanIncidents = stored.openIncidents;
  state.lastIncidentNumber = stored.lastIncidentNumber;
  state.lastDeploys = await ports.store.lastDeploys();
  await applySpecs(state, ports, specs);
  await restoreCounts(state, ports, stored);
}

async function restoreCounts(state: EngineState, ports: EnginePorts, stored: StoredState): Promise<void> {
  const at = ports.clock.now();
  const readers = byKey<StoredReader>(stored.states, 'reader');
  const policies = byKey<PolicyState>(stored.states, 'policy');
  const slots = groupBy(stored.slots, (slot) => slot.sloId);
  const recounted: string[] = [];
  for (const [id, runtime] of state.runtimes) {
    runtime.policy = policies.get(id);
    const reader = readers.get(id);
    if (!reader) continue;
    if (reader.countKey !== runtime.countKey) {
      recounted.push(id);
      continue;
    }
    runtime.ring.restore(slots.get(id) ?? []);
    runtime.live = reader.live;
    runtime.history = reader.history;
    runtime.readerChanged = false;
    leapAhead(runtime, at);
  }
  if (recounted.length === 0) return;
  await ports.store.commit({
    at,
    forgetSlos: recounted,
    states: recounted.flatMap((id) => {
      const runtime = state.runtimes.get(id);
      return runtime ? [{ kind: 'alert' as const, key: id, value: runtime.alerts }] : [];
    }),
  });
}

function byKey<Value>(states: readonly StateRecord[], kind: StateRecord['kind']): Map<string, Value> {
  // The store gives back what was committed under this kind, and nothing else writes there.
  return new Map(
    states.filter((record) => record.kind === kind).map((record) => [record.key, record.value as Value]),
  );
}
