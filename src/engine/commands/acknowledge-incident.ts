import { FirebreakError } from '../../core/errors.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident } from '../../core/incident/decide.js';
import type { Incident } from '../../core/incident/incident.js';
import type { EnginePorts, EngineState } from '../engine-state.js';

/** Records that a person has taken an incident on. A second acknowledgement changes nothing. */
export function acknowledgeIncident(
  state: EngineState,
  ports: EnginePorts,
  id: string,
  by: string,
): Promise<Incident> {
  return state.commits.run(async () => {
    const incident = await ports.store.incident(id);
    if (!incident) throw new FirebreakError('not-found', `there is no incident ${id}`);
    const at = ports.clock.now();
    const decision = decideIncident(incident, { kind: 'acknowledge', by }, at);
    if (decision.kind === 'rejected') throw new FirebreakError('conflict', decision.reason);
    if (decision.events.length === 0) return incident;
    const next = decision.events.reduce<Incident>(applyIncidentEvent, incident);
    await ports.store.commit({ at, incidents: [next], incidentEvents: decision.events });
    const runtime = state.runtimes.get(next.sloId);
    if (runtime?.incident?.id === id) runtime.incident = next;
    return next;
  });
}
