import type { Incident, IncidentSeverity } from './incident.js';
import type { IncidentPhase, IncidentStatus } from './phases.js';

/** Which incidents are looked for; what is left out lets all pass. */
export interface IncidentFilter {
  readonly statuses?: readonly IncidentStatus[];
  readonly phases?: readonly IncidentPhase[];
  readonly severities?: readonly IncidentSeverity[];
  /** The team that owns it. */
  readonly team?: string;
  /** Stands in its id, title, service, SLO, or the name of whoever holds a role in it, in capitals or not. */
  readonly text?: string;
}

/** @param team the team that owns it, as the on-call plan has it */
export function incidentFits(incident: Incident, filter: IncidentFilter, team: string | undefined): boolean {
  const { statuses, phases, severities, text } = filter;
  return (
    (statuses === undefined || statuses.includes(incident.status)) &&
    (phases === undefined || phases.includes(incident.phase)) &&
    (severities === undefined || severities.includes(incident.severity)) &&
    (filter.team === undefined || filter.team === team) &&
    (text === undefined || saysOf(incident).includes(text.toLowerCase()))
  );
}

function saysOf({ id, title, sloId, service, roles }: Incident): string {
  return [id, title, sloId, service, ...Object.values(roles)].join('\n').toLowerCase();
}
