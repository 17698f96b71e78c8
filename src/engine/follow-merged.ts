import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { IncidentCommand } from '../core/incident/decide.js';
import { attachedFrom } from '../core/incident/relations.js';
import { isMoreSevere } from '../core/incident/severity.js';
import { adoptIncident } from './adopt-incident.js';
import { changeIncidents } from './commands/change-incidents.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { owns } from './share.js';

/** More than are ever open at once. */
const MOST_OPEN = 10_000;

/**
 * Carries over what becomes of merged incidents: the ends and returns of their alerts to the incident in which they are worked on, and its
 * end to them. It compares what is stored, so that nothing is lost or told twice, whatever restarts.
 */
export async function followMerged(state: EngineState, ports: EnginePorts): Promise<void> {
  if ((await related(state, ports)).length === 0) return;
  await state.commits.run(async () => {
    const at = ports.clock.now();
    const incidents: Incident[] = [];
    const events: IncidentEvent[] = [];
    for (const incident of await related(state, ports)) {
      const commands = await commandsFor(incident, ports);
      const changed = changeIncidents(
        [incident],
        commands.map((command) => [incident.id, command]),
        at,
        state.config.incidents,
      );
      incidents.push(...changed.incidents);
      events.push(...changed.events);
    }
    if (events.length === 0) return;
    await ports.store.commit({ at, incidents, incidentEvents: events });
    for (const incident of incidents) adoptIncident(state, incident);
  });
}

async function related({ share }: EngineState, { store }: EnginePorts): Promise<readonly Incident[]> {
  const open = await store.incidents({ open: true, limit: MOST_OPEN });
  return open.filter(
    ({ sloId, mergedInto, attached }) =>
      (mergedInto !== undefined || attached.length > 0) && owns(share, sloId),
  );
}

async function commandsFor(incident: Incident, { store }: EnginePorts): Promise<readonly IncidentCommand[]> {
  if (incident.mergedInto !== undefined) {
    const survivor = await store.incident(incident.mergedInto);
    return survivor && survivor.status !== 'resolved'
      ? []
      : [{ kind: 'resolve', text: `resolved with ${incident.mergedInto}` }];
  }
  const commands: IncidentCommand[] = [];
  for (const { incident: id } of incident.attached) {
    const merged = await store.incident(id);
    const ended = !merged || merged.status === 'resolved' || attachedFrom(merged).ended;
    commands.push({ kind: 'see-attached', incident: id, ended });
    if (merged && !ended && isMoreSevere(merged.severity, incident.severity))
      commands.push({
        kind: 'score',
        scored: { severity: merged.severity, reason: `${id}: ${merged.severityReason}` },
      });
  }
  return commands;
}
