import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import { type NextDue, nextDue } from '../../core/incident/next-due.js';
import { sentUpdate } from '../../core/incident/update-sent.js';
import type { EngineConfig } from '../engine-config.js';
import { mendReach } from '../update-reach.js';

/** An incident after what somebody has done with it. */
export interface WorkedIncident extends Incident {
  /** What is true since, in words; empty when it was so before. */
  readonly done: readonly { readonly at: number; readonly text: string }[];
  readonly nextDue: NextDue | undefined;
}

/** @param events what was added to its timeline by it */
export function workedIncident(
  incident: Incident,
  events: readonly IncidentEvent[],
  { incidents }: Pick<EngineConfig, 'incidents'>,
): WorkedIncident {
  const done = events
    .filter(({ incidentId }) => incidentId === incident.id)
    .map((event) => ({ at: event.at, text: doneText(event) }));
  return { ...incident, done, nextDue: nextDue(incident, incidents) };
}

/** What reaches nobody comes with how that is mended. */
function doneText(event: IncidentEvent): string {
  const sent = sentUpdate(event);
  return sent && event.data['reached'] === 0 ? `${event.text} – ${mendReach(sent.audience)}` : event.text;
}
