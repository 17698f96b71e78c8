import { declareInFiles, inForce } from '../core/exclusions/changes.js';
import type { Incident } from '../core/incident/incident.js';
import { acknowledgementsOf } from './commands/acknowledge-incident.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { readPlannedOverrides } from './plan-in-force.js';
import type { Replicas } from './ports.js';
import { reopenedPages } from './reopened-pages.js';

const MOST_OPEN = 10_000;
const ALL_CHANGES = 1_000_000;
const REOPENED_ELSEWHERE = 'somebody, through another replica';

/** Learns what others have written: what people did to incidents through them, and what they say of their SLOs. */
export async function refreshFromOthers(
  state: EngineState,
  ports: EnginePorts,
  replicas: Replicas,
): Promise<void> {
  await refreshIncidents(state, ports);
  await refreshExclusions(state, ports);
  state.elsewhere = await replicas.toldStatuses(state.elsewhere);
  state.lastDeploys = await ports.store.lastDeploys();
  state.gateOverrides = await ports.store.gateOverrides();
  await readPlannedOverrides(state, ports);
}

/** Somebody may have worked on an incident through a replica that does not judge it: this one tells of an acknowledgement, and goes on from there. */
async function refreshIncidents(state: EngineState, ports: EnginePorts): Promise<void> {
  const told = await state.commits.run(async () => {
    const open = await ports.store.incidents({ open: true, limit: MOST_OPEN });
    const changed = await changedElsewhere(state, ports, open);
    const at = ports.clock.now();
    const reopened = changed.filter(
      ({ sloId, status }) => status !== 'resolved' && !state.runtimes.get(sloId)?.incident,
    );
    const acknowledged = open.flatMap((incident) => acknowledgementsOf(incident, state, ports, at));
    const outbox = [
      ...reopened.flatMap((incident) => reopenedPages(incident, state, REOPENED_ELSEWHERE)),
      ...acknowledged.filter(({ id }) => !state.acknowledgements.has(id)),
    ];
    const ready = outbox.length > 0 ? await ports.store.commit({ at, outbox }) : [];
    state.acknowledgements = new Set(acknowledged.map(({ id }) => id));
    for (const incident of changed) {
      const runtime = state.runtimes.get(incident.sloId);
      if (runtime) runtime.incident = incident.status === 'resolved' ? undefined : incident;
    }
    return { rows: outbox.length, ready };
  });
  if (told.rows > 0) ports.kickDelivery(told.ready);
}

/** Incidents of own SLOs as others have left them: worked on, resolved, or opened again. */
async function changedElsewhere(
  { runtimes }: EngineState,
  { store }: EnginePorts,
  open: readonly Incident[],
): Promise<readonly Incident[]> {
  const ids = new Set(open.map(({ id }) => id));
  const ended: Incident[] = [];
  for (const { incident } of runtimes.values()) {
    if (!incident || ids.has(incident.id)) continue;
    const stored = await store.incident(incident.id);
    if (stored) ended.push(stored);
  }
  return [...ended, ...open].filter(({ id, sloId, eventCount }) => {
    const runtime = runtimes.get(sloId);
    if (!runtime?.incident) return runtime !== undefined;
    return runtime.incident.id === id && eventCount > runtime.incident.eventCount;
  });
}

/** All changes are read again when the newest is another. */
async function refreshExclusions(state: EngineState, ports: EnginePorts): Promise<void> {
  await state.commits.run(async () => {
    const [newest] = await ports.store.exclusionChanges(1);
    const key = JSON.stringify(newest);
    if (key === state.newestExclusionChange) return;
    const changes = [...(await ports.store.exclusionChanges(ALL_CHANGES))].reverse();
    const { exclusions = [], complete = false } = state.specs ?? {};
    state.exclusions = declareInFiles(inForce(changes), exclusions, complete, ports.clock.now()).exclusions;
    state.exclusionChanges = changes.length;
    state.newestExclusionChange = key;
  });
}
