import type { Incident } from './incident.js';
import { type IncidentRole, ROLES } from './phases.js';
import type { IncidentPolicy } from './policy.js';

/** Severe ones want a person for each role; in smaller ones the commander does what nobody else has taken. */
export function needsFullCrew({ severity }: Pick<Incident, 'severity'>, policy: IncidentPolicy): boolean {
  return policy.severities[severity].fullCrew;
}

/** Why nobody may begin to work on it yet; undefined when the roles are set. */
export function rolesMissing(incident: Incident, policy: IncidentPolicy): string | undefined {
  const { roles, severity } = incident;
  const wanted: readonly IncidentRole[] = needsFullCrew(incident, policy) ? ROLES : ['commander'];
  const open = wanted.filter((role) => roles[role] === undefined);
  const name = severity.toUpperCase();
  if (open.length > 0) return `${name} needs somebody as ${open.join(' and as ')} before work begins`;
  const twice = ROLES.find((role) => holdsAnother(incident, role, roles[role]));
  return twice !== undefined && needsFullCrew(incident, policy)
    ? `${roles[twice]} holds several roles, and in ${name} a person holds one`
    : undefined;
}

/** Whether a person holds a role besides this one. */
export function holdsAnother({ roles }: Incident, role: IncidentRole, person: string | undefined): boolean {
  return person !== undefined && ROLES.some((other) => other !== role && roles[other] === person);
}
