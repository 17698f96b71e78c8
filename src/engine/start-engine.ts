import type { PolicyState } from '../core/error-budget/policy-state.js';
import { inForce } from '../core/exclusions/changes.js';
import { isWatched } from '../core/incident/declared.js';
import { groupBy } from '../core/group-by.js';
import { type Slo, SOURCE_ID } from '../core/slo/slo.js';
import { applyOwnSpecs } from './apply-specs.js';
import type { ForeignRecord } from './foreign-alerts.js';
import { readPlannedOverrides } from './plan-in-force.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { idsOf, type NewSpecs } from './new-specs.js';
import type { StateRecord, StoredState } from './ports.js';
import { ownedKeys, owns } from './share.js';
import { type AlertRecord, countKey, leapAhead, NO_ALERTS } from './slo-runtime.js';
import { type StoredReader, unpackReaders } from './stored-reader.js';
import { carriedTemplates, storedGroups } from './template-runtime.js';

/**
 * Starts the engine where the last run of the daemon ended: alerts stay open, counts go on at the next sample, incidents
 * continue. What was stored for SLOs that the files no longer hold is treated as by a reload.
 */
export function startEngine(state: EngineState, ports: EnginePorts, specs: NewSpecs): Promise<void> {
  const { share } = state;
  const has = share === 'all' ? undefined : ownedKeys(share, idsOf(specs));
  return state.turns.run(() => takeUp(state, ports, specs, has));
}

/**
 * Takes up what is stored, and goes on with it; called within a turn.
 * @param has of the keys of states, those that are to be taken up; all when undefined
 */
export async function takeUp(
  state: EngineState,
  ports: EnginePorts,
  specs: NewSpecs,
  has?: (key: string) => boolean,
): Promise<void> {
  const stored = await ports.store.load(has);
  const alerts = byKey<AlertRecord>(stored.states, 'alert');
  state.sourceAlerts = alerts.get(SOURCE_ID) ?? state.sourceAlerts;
  state.foreign = new Map([
    ...[...state.foreign].filter(([key]) => owns(state.share, key)),
    ...byKey<ForeignRecord>(stored.states, 'foreign'),
  ]);
  // SLOs that never had an alert have left counts behind, which go when the SLO is gone.
  for (const { kind, key } of stored.states)
    if (!NOT_OF_SLOS.has(kind) && !alerts.has(key)) alerts.set(key, NO_ALERTS);
  alerts.delete(SOURCE_ID);
  const incidents = stored.openIncidents.filter((each) => isWatched(each) && !state.foreign.has(each.sloId));
  state.orphans = new Map([...state.orphans, ...alerts]);
  state.orphanIncidents = [...state.orphanIncidents, ...incidents];
  state.lastIncidentNumber = stored.lastIncidentNumber;
  state.exclusions = inForce(stored.exclusionChanges);
  state.exclusionChanges = stored.exclusionChanges.length;
  state.lastDeploys = await ports.store.lastDeploys();
  state.gateOverrides = await ports.store.gateOverrides();
  await readPlannedOverrides(state, ports);
  state.orphanGroups = new Map([...state.orphanGroups, ...storedGroups(stored.states)]);
  const templates = specs.templates.filter(({ slo }) => owns(state.share, slo.id));
  const groups = [...carriedTemplates(state, templates).values()].flatMap(({ slos }) => slos);
  const readers = matchingReaders(stored.states, [...specs.slos, ...groups]);
  const policies = byKey<PolicyState>(stored.states, 'policy');
  await applyOwnSpecs(state, ports, specs, { counted: new Set(readers.keys()), policies });
  restoreCounts(state, stored, readers, ports.clock.now());
}

/** Whose keys are no SLOs. */
const NOT_OF_SLOS: ReadonlySet<StateRecord['kind']> = new Set(['foreign', 'gate']);

/** The stored readers that count what their SLO still counts. */
function matchingReaders(states: readonly StateRecord[], slos: readonly Slo[]): Map<string, StoredReader> {
  const readers = unpackReaders(states);
  const matching = new Map<string, StoredReader>();
  for (const slo of slos) {
    const reader = readers.get(slo.id);
    if (reader?.countKey === countKey(slo)) matching.set(slo.id, reader);
  }
  return matching;
}

function restoreCounts(
  state: EngineState,
  stored: StoredState,
  readers: ReadonlyMap<string, StoredReader>,
  at: number,
): void {
  const slots = groupBy(stored.slots, (slot) => slot.sloId);
  for (const [id, reader] of readers) {
    const runtime = state.runtimes.get(id);
    if (!runtime) continue;
    runtime.ring.restore(slots.get(id) ?? []);
    runtime.live = reader.live;
    runtime.history = reader.history;
    runtime.readerChanged = false;
    leapAhead(runtime, at);
  }
}

function byKey<Value>(states: readonly StateRecord[], kind: StateRecord['kind']): Map<string, Value> {
  // The store gives back what was committed under this kind, and nothing else writes there.
  return new Map(
    states.filter((record) => record.kind === kind).map((record) => [record.key, record.value as Value]),
  );
}
