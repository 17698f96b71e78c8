import { isAnswered } from '../escalation/decide-escalation.js';
import { formatSpan, MINUTE } from '../time/duration.js';
import type { Incident, IncidentEvent } from './incident.js';
import { AUDIENCES, type Audience, type AudienceUpdates } from './audiences.js';
import { type IncidentPolicy } from './policy.js';

/** The next update of an audience. */
export interface NextUpdate {
  readonly dueAt: number;
  readonly interval: number;
  /** From when on the draft is ready, and how long after it is due it counts as missed (ms). */
  readonly lead: number;
}

const LONGEST_LEAD = 5 * MINUTE;

/** When an audience is to hear of an incident next; undefined when it hears nothing of this severity. */
export function nextUpdate(
  incident: Pick<Incident, 'severity' | 'severityAt' | 'openedAt' | 'updates'>,
  audience: Audience,
  policy: IncidentPolicy,
): NextUpdate | undefined {
  const { cadence, firstNotice = Infinity } = policy.severities[incident.severity];
  const interval = cadence[audience];
  if (interval === undefined) return undefined;
  const before = incident.updates[audience];
  const from = before?.countFrom ?? incident.openedAt;
  const isFirst = !before || before.sent + before.missed === 0;
  const wait = isFirst ? Math.min(interval, firstNotice) : interval;
  // What has just become more urgent is told soon, and not late already.
  const since = incident.severityAt > from ? incident.severityAt + Math.min(interval, firstNotice) : 0;
  const dueAt = Math.max(from + wait, since);
  return { dueAt, interval, lead: Math.min(LONGEST_LEAD, Math.floor(interval / 3)) };
}

/**
 * What is to be said of updates at an instant: a draft is ready, it is due, it was missed. Each once, at most one per audience, in the order
 * of audiences; what was said is in the incident.
 */
export function tendUpdates(incident: Incident, policy: IncidentPolicy, at: number): IncidentEvent[] {
  if (incident.status === 'resolved' || incident.mergedInto !== undefined) return [];
  const events: IncidentEvent[] = [];
  for (const audience of AUDIENCES) {
    const next = nextUpdate(incident, audience, policy);
    const said = next && whatToSay(incident, audience, next, at);
    if (!said) continue;
    const seq = incident.eventCount + events.length + 1;
    const data = { audience, ...said.data };
    events.push({ incidentId: incident.id, seq, at, kind: said.kind, by: 'engine', text: said.text, data });
  }
  return events;
}

function whatToSay(
  incident: Incident,
  audience: Audience,
  { dueAt, interval, lead }: NextUpdate,
  at: number,
): Pick<IncidentEvent, 'kind' | 'text' | 'data'> | undefined {
  const { stage = 'quiet', missed = 0 } = incident.updates[audience] ?? {};
  if (at >= dueAt + lead && stage === 'due') {
    const because = `the update for ${audience} is ${formatSpan(lead)} late: missed`;
    // Who misses one after the other is not made to wake somebody each time; after a long pause what lies back is one.
    const escalates = missed === 0 && isAnswered(incident);
    const countFrom = at - ((at - dueAt) % interval);
    return { kind: 'update-missed', text: because, data: { escalates, because, countFrom } };
  }
  if (at >= dueAt && stage !== 'due')
    return {
      kind: 'update-due',
      text: `the update for ${audience} is due now; its draft is ready`,
      data: {},
    };
  if (at >= dueAt - lead && stage === 'quiet')
    return {
      kind: 'update-drafted',
      text: `the update for ${audience} is due in ${formatSpan(dueAt - at)}: its draft is ready`,
      data: {},
    };
  return undefined;
}

/** What an event about updates changes in an incident. */
export function updatesAfter(incident: Incident, { kind, at, text, data }: IncidentEvent): Partial<Incident> {
  const audience = AUDIENCES.find((each) => each === data['audience']);
  if (!audience) return {};
  const before = incident.updates[audience] ?? {
    countFrom: incident.openedAt,
    stage: 'quiet',
    sent: 0,
    missed: 0,
    firstSentAt: undefined,
    lastSentAt: undefined,
  };
  const put = (changed: Partial<AudienceUpdates>): Partial<Incident> => ({
    updates: { ...incident.updates, [audience]: { ...before, ...changed } },
  });
  switch (kind) {
    case 'update-drafted':
      return put({ stage: 'drafted' });
    case 'update-due':
      return put({ stage: 'due' });
    case 'update-missed':
      return {
        ...put({ stage: 'quiet', countFrom: Number(data['countFrom']), missed: before.missed + 1 }),
        ...(data['escalates'] === true ? { escalationAsked: String(data['because'] ?? text) } : {}),
      };
    case 'update-sent':
      return put({
        stage: 'quiet',
        countFrom: at,
        firstSentAt: before.firstSentAt ?? at,
        lastSentAt: at,
        sent: before.sent + 1,
        missed: 0,
      });
    default:
      return {};
  }
}
