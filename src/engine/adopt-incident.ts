import type { Incident } from '../core/incident/incident.js';
import type { EngineState } from './engine-state.js';

/** Takes over an incident as it was stored, wherever it is held in memory. */
export function adoptIncident(state: EngineState, incident: Incident): void {
  const runtime = state.runtimes.get(incident.sloId);
  if (runtime && (runtime.incident === undefined || runtime.incident.id === incident.id))
    runtime.incident = incident.status === 'resolved' ? undefined : incident;
  state.orphanIncidents = state.orphanIncidents.map((each) => (each.id === incident.id ? incident : each));
}
