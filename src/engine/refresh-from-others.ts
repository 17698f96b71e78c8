import { declareInFiles, inForce } from '../core/exclusions/changes.js';
import type { Incident } from '../core/incident/incident.js';
import { acknowledgementsOf } from './commands/acknowledge-incident.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { Replicas } from './ports.js';

const MOST_OPEN = 10_000;
const ALL_CHANGES = 1_000_000;

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
}

/** Somebody may have acknowledged an incident through a replica that does not judge it: then this one tells of it. */
async function refreshIncidents(state: EngineState, ports: EnginePorts): Promise<void> {
  const own = new Map(
    [...state.runtimes.values()].flatMap((runtime) =>
      runtime.incident ? [[runtime.incident.id, runtime]] : [],
    ),
  );
  if (own.size === 0) return;
  const told = await state.commits.run(async () => {
    const stored = await ports.store.incidents({ open: true, limit: MOST_OPEN });
    const at = ports.clock.now();
    const changed = stored.filter((incident) => isNewer(incident, own.get(incident.id)?.incident));
    const outbox = changed.flatMap((incident) =>
      acknowledgementsOf(incident, own.get(incident.id)?.incident, state, ports, at),
    );
    const ready = outbox.length > 0 ? await ports.store.commit({ at, outbox }) : [];
    for (const incident of changed) {
      const runtime = own.get(incident.id);
      if (runtime) runtime.incident = incident;
    }
    return { rows: outbox.length, ready };
  });
  if (told.rows > 0) ports.kickDelivery(told.ready);
}

function isNewer(stored: Incident, held: Incident | undefined): boolean {
  return held !== undefined && stored.eventCount > held.eventCount;
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
