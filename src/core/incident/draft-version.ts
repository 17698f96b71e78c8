import type { Audience } from './audiences.js';
import type { Incident } from './incident.js';

/** The version of the draft of an audience as an incident stands. */
export function draftVersion(
  { phase, updates }: Pick<Incident, 'phase' | 'updates'>,
  audience: Audience,
): string {
  return `${phase}/${updates[audience]?.sent ?? 0}`;
}

/** Why what was read of an audience's draft is not to be told any more; undefined where it is as it was. */
export function refuseStale(incident: Incident, audience: Audience, read: string): string | undefined {
  if (read === draftVersion(incident, audience)) return undefined;
  const sent = incident.updates[audience]?.sent ?? 0;
  const told = read.endsWith(`/${sent}`)
    ? `${incident.id} is ${incident.phase} meanwhile`
    : `${audience} were told meanwhile`;
  return `${told}, and the draft is another one: read it again`;
}
