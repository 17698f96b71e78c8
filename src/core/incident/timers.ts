import { DAY, formatDuration, HOUR, MINUTE } from '../time/duration.js';
import type { Incident, IncidentSeverity } from './incident.js';

/** How long somebody may take to respond, and how long the cause may stay unknown; mission.md B1 and B2, in ms. */
const PATIENCE: Readonly<Record<IncidentSeverity, { readonly response: number; readonly cause?: number }>> = {
  sev1: { response: 5 * MINUTE, cause: 30 * MINUTE },
  sev2: { response: 15 * MINUTE, cause: 2 * HOUR },
  sev3: { response: HOUR },
  sev4: { response: DAY },
};

/** Something that becomes due at an instant (epoch ms), once for its key. */
export interface IncidentTimer {
  readonly key: string;
  readonly dueAt: number;
  readonly text: string;
}

/** What becomes due next while nobody has done it; undefined when nothing does. What has fired is in the incident, whatever restarts. */
export function nextTimer(incident: Incident): IncidentTimer | undefined {
  if (incident.status !== 'open') return undefined;
  const { severity, severityAt, acknowledgedAt, identifiedAt, escalated } = incident;
  const { response, cause } = PATIENCE[severity];
  const name = severity.toUpperCase();
  const timers: IncidentTimer[] = [];
  if (acknowledgedAt === undefined)
    timers.push({
      key: `response-${severity}`,
      dueAt: severityAt + response,
      text: `nobody has responded within ${formatDuration(response)} of ${name}`,
    });
  if (cause !== undefined && identifiedAt === undefined)
    timers.push({
      key: `cause-${severity}`,
      dueAt: severityAt + cause,
      text: `no cause is known ${formatDuration(cause)} into ${name}`,
    });
  return timers.filter(({ key }) => !escalated.includes(key)).sort((a, b) => a.dueAt - b.dueAt)[0];
}
