import { formatDuration } from '../time/duration.js';
import { hypothesisTimers } from './hypotheses.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { IncidentPolicy } from './policy.js';
import type { IncidentTimer } from './timer.js';

/**
 * The timers of one noun that are still to fire. The event of each must change the incident so that it is not among them any more: this is
 * what makes it fire once, whatever restarts.
 */
type TimerSource = (incident: Incident, policy: IncidentPolicy) => readonly IncidentTimer[];

const SOURCES: readonly TimerSource[] = [escalationTimers, hypothesisTimers];

/** What becomes due next while nobody has done it; undefined when nothing does. */
export function nextTimer(incident: Incident, policy: IncidentPolicy): IncidentTimer | undefined {
  if (incident.mergedInto !== undefined) return undefined;
  return SOURCES.flatMap((timers) => timers(incident, policy)).sort((a, b) => a.dueAt - b.dueAt)[0];
}

/** The event that is due at an instant; undefined when none is. */
export function dueTimer(incident: Incident, policy: IncidentPolicy, at: number): IncidentEvent | undefined {
  const timer = nextTimer(incident, policy);
  if (!timer || at < timer.dueAt) return undefined;
  const { kind, text, data } = timer;
  return { incidentId: incident.id, seq: incident.eventCount + 1, at, kind, by: 'engine', text, data };
}

/** That somebody responds, and that the cause is known: counted from when it got its severity. */
function escalationTimers(incident: Incident, policy: IncidentPolicy): readonly IncidentTimer[] {
  if (incident.status !== 'open') return [];
  const { severity, severityAt, acknowledgedAt, identifiedAt, escalated } = incident;
  const { response, cause } = policy.severities[severity];
  const name = severity.toUpperCase();
  const timer = (of: string, after: number, text: string): readonly IncidentTimer[] =>
    escalated.includes(`${of}-${severity}`)
      ? []
      : [{ kind: 'escalation-due', dueAt: severityAt + after, text, data: { timer: `${of}-${severity}` } }];
  return [
    ...(acknowledgedAt === undefined
      ? timer('response', response, `nobody has responded within ${formatDuration(response)} of ${name}`)
      : []),
    ...(cause !== undefined && identifiedAt === undefined
      ? timer('cause', cause, `no cause is known ${formatDuration(cause)} into ${name}`)
      : []),
  ];
}
