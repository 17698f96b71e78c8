import { formatSpan } from '../time/duration.js';
import { AUDIENCES, type Audience } from './audiences.js';
import type { Incident, IncidentEvent } from './incident.js';
import type { IncidentPolicy } from './policy.js';
import { leadOf } from './update-lead.js';

type Over = Pick<Incident, 'phase' | 'resolvedAt' | 'mergedInto' | 'updates'>;

/** How often it is said that an audience has not heard of the end. */
const MOST_SAID = 2;

/** Whether an audience was told of an incident that is resolved, and not yet that it is over. What is closed is done with. */
export function lacksAllClear({ phase, resolvedAt, mergedInto, updates }: Over, audience: Audience): boolean {
  if (phase !== 'resolved' || resolvedAt === undefined || mergedInto !== undefined) return false;
  const lastSentAt = updates[audience]?.lastSentAt;
  return lastSentAt !== undefined && lastSentAt < resolvedAt;
}

/** Whether somebody is still to be reminded of an all-clear. */
export function owesAllClear(incident: Over): boolean {
  return AUDIENCES.some(
    (audience) => lacksAllClear(incident, audience) && said(incident, audience) < MOST_SAID,
  );
}

/** That an all-clear is due, as soon as the incident is resolved, and that it was missed: each once. What was said is in the incident. */
export function tendAllClear(incident: Incident, policy: IncidentPolicy, at: number): IncidentEvent[] {
  const events: IncidentEvent[] = [];
  for (const audience of AUDIENCES) {
    const next = lacksAllClear(incident, audience) && whatToSay(incident, audience, policy, at);
    if (!next) continue;
    const seq = incident.eventCount + events.length + 1;
    const data = { audience, allClear: said(incident, audience) + 1 };
    events.push({ incidentId: incident.id, seq, at, by: 'engine', ...next, data });
  }
  return events;
}

function whatToSay(
  incident: Incident,
  audience: Audience,
  policy: IncidentPolicy,
  at: number,
): Pick<IncidentEvent, 'kind' | 'text'> | undefined {
  const before = said(incident, audience);
  if (before === 0)
    return { kind: 'update-due', text: `the all-clear for ${audience} is due now; its draft is ready` };
  const lead = leadOf(policy.severities[incident.severity].cadence[audience]);
  if (before >= MOST_SAID || at < (incident.resolvedAt ?? at) + lead) return undefined;
  return { kind: 'update-missed', text: `the all-clear for ${audience} is ${formatSpan(lead)} late: missed` };
}

function said({ updates }: Pick<Incident, 'updates'>, audience: Audience): number {
  return updates[audience]?.allClear ?? 0;
}
