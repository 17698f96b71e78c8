import { isHeldOpen } from './declared.js';
import type { Incident } from './incident.js';

/** The incident that one belongs to which has just opened, and why. */
export interface RelatedIncident {
  readonly into: Incident;
  readonly why: string;
}

/**
 * Where an incident that an alert has just opened is worked on: in that of the oldest alert of its service, or of one that the service
 * depends on, which goes on and began a short while before. Undefined where there is none, or people have said that it is not.
 * @param dependsOn the services that its own needs
 * @param open those that are not resolved, as they are now
 * @param within how long before (ms) the other may have begun
 */
export function relatedIncident(
  incident: Incident,
  dependsOn: readonly string[],
  open: readonly Incident[],
  within: number,
): RelatedIncident | undefined {
  if (incident.attached.length > 0 || incident.mergedInto !== undefined) return undefined;
  const from = incident.openedAt - within;
  const related = open
    .filter((other) => other.openedAt >= from && goesOnBefore(other, incident, dependsOn))
    .sort((a, b) => a.openedAt - b.openedAt || numberOf(a) - numberOf(b));
  for (const other of related) {
    const into = survivorOf(other, open);
    if (into && into.id !== incident.id && !into.apart.includes(incident.sloId))
      return { into, why: whyRelated(incident, other) };
  }
  return undefined;
}

/** Of two of one service that open at the same instant the first goes on; what others depend on goes on before them. */
function goesOnBefore(other: Incident, incident: Incident, dependsOn: readonly string[]): boolean {
  if (other.id === incident.id || !isGoingOn(other)) return false;
  if (other.service === incident.service) return numberOf(other) < numberOf(incident);
  return dependsOn.includes(other.service) && other.openedAt <= incident.openedAt;
}

/** An alert holds it open, or the word of a person who declared it. */
function isGoingOn(incident: Incident): boolean {
  return incident.status === 'open' && (isHeldOpen(incident) || incident.declared !== undefined);
}

function survivorOf(other: Incident, open: readonly Incident[]): Incident | undefined {
  if (other.mergedInto === undefined) return other;
  const survivor = open.find(({ id }) => id === other.mergedInto);
  return survivor?.status === 'resolved' ? undefined : survivor;
}

function whyRelated({ service }: Incident, other: Incident): string {
  return other.service === service
    ? 'related, of the same service'
    : `related, ${service} depends on ${other.service}`;
}

/** Of INC-7 it is 7. */
function numberOf({ id }: Incident): number {
  return Number(id.slice(id.indexOf('-') + 1));
}
