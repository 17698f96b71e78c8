import { FirebreakError } from '../../core/errors.js';
import { applyIncidentEvent } from '../../core/incident/apply.js';
import { decideIncident, type IncidentCommand } from '../../core/incident/decide.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import { nextRelation } from '../../core/incident/next-relation.js';
import type { IncidentPolicy } from '../../core/incident/policy.js';
import { isRelation } from '../../core/incident/relations.js';
import type { Store } from '../ports.js';

/** What commands leave of some incidents: each as it is then, and all events. */
export interface ChangedIncidents {
  readonly incidents: readonly Incident[];
  readonly events: readonly IncidentEvent[];
}

/** Puts commands to incidents, in their order; a refusal of one refuses all. */
export function changeIncidents(
  incidents: readonly Incident[],
  commands: readonly (readonly [id: string, command: IncidentCommand])[],
  at: number,
  policy: IncidentPolicy,
): ChangedIncidents {
  const now = new Map(incidents.map((incident) => [incident.id, incident]));
  const events: IncidentEvent[] = [];
  for (const [id, command] of commands) {
    const before = now.get(id);
    const decision = decideIncident(before, command, at, policy);
    if (decision.kind === 'rejected') {
      const next = before && isRelation(command) ? nextRelation(before, command, at) : undefined;
      throw new FirebreakError('conflict', decision.reason, next);
    }
    events.push(...decision.events);
    const after = decision.events.reduce<Incident | undefined>(applyIncidentEvent, before);
    if (after) now.set(id, after);
  }
  const changed = new Set(events.map(({ incidentId }) => incidentId));
  return { incidents: [...now.values()].filter(({ id }) => changed.has(id)), events };
}

/** Rejects with `not-found`. */
export async function storedIncident(store: Pick<Store, 'incident'>, id: string): Promise<Incident> {
  const incident = await store.incident(id);
  if (!incident) throw new FirebreakError('not-found', `there is no incident ${id}`, 'firebreak incidents');
  return incident;
}
