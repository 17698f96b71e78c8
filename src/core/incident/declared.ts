import type { Incident } from './incident.js';

/** That an incident was declared by a person. */
export interface Declaration {
  readonly by: string;
  /** The key of the alert that tells of it; it goes on until the incident is resolved. */
  readonly alertKey: string;
  /** How the one who asked names his request, so that asking again opens no second one. */
  readonly requestKey: string | undefined;
}

type Told = Pick<Incident, 'sloId' | 'declared'>;

/** Whether an SLI says anything of it. */
export function isWatched({ sloId, declared }: Told): boolean {
  return sloId !== '' && sloId !== declared?.alertKey;
}

/** Whether an alert holds it open: of what a person declared, only one of its SLO that came later. */
export function isHeldOpen(incident: Told & Pick<Incident, 'alertEndedAt' | 'tiers'>): boolean {
  if (incident.alertEndedAt !== undefined || !isWatched(incident)) return false;
  return incident.declared === undefined || incident.tiers.length > 0;
}
