import type { Incident } from './incident.js';

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
