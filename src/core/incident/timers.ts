import { formatDuration } from '../time/duration.js';
import type { Incident } from './incident.js';
import type { IncidentPolicy } from './policy.js';

/** Something that becomes due at an instant (epoch ms), once for its key. */
export interface IncidentTimer {
  readonly key: string;
  readonly dueAt: number;
  readonly text: string;
}

/** What becomes due next while nobody has done it; undefined when nothing does. What has fired is in the incident, whatever restarts. */
export function nextTimer(incident: Incident, policy: IncidentPolicy): IncidentTimer | undefined {
  if (incident.status !== 'open') return undefined;
  const { severity, severityAt, acknowledgedAt, identifiedAt, escalated } = incident;
  const { response, cause } = policy.severities[severity];
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
