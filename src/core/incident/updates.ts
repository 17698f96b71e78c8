import { isAnswered } from '../escalation/decide-escalation.js';
import { formatSpan } from '../time/duration.js';
import { lacksAllClear, tendAllClear } from './all-clear.js';
import type { Incident, IncidentEvent } from './incident.js';
import { AUDIENCES, type Audience, type AudienceUpdates } from './audiences.js';
import { type IncidentPolicy } from './policy.js';
import { leadOf } from './update-lead.js';

/** The next update of an audience. */
export interface NextUpdate {
  readonly dueAt: number;
  readonly interval: number;
  /** From when on the draft is ready, and how long after it is due it counts as missed (ms). */
  readonly lead: number;
}

/** When an audience is to hear of an incident next; undefined when it hears nothing of this severity, or nothing more. */
export function nextUpdate(
  incident: Pick<
    Incident,
    'severity' | 'severityAt' | 'openedAt' | 'updates' | 'status' | 'phase' | 'resolvedAt' | 'mergedInto'
  >,
  audience: Audience,
  policy: IncidentPolicy,
): NextUpdate | undefined {
  const { cadence, firstNotice = Infinity } = policy.severities[incident.severity];
  const interval = cadence[audience];
  if (incident.status === 'resolved')
    return lacksAllClear(incident, audience)
      ? { dueAt: incident.resolvedAt ?? 0, interval: interval ?? Infinity, lead: leadOf(interval) }
      : undefined;
  if (interval === undefined) return undefined;
  const before = incident.updates[audience];
  const from = before?.countFrom ?? incident.openedAt;
  const isFirst = !before || before.sent + before.missed === 0;
  const wait = isFirst ? Math.min(interval, firstNotice) : interval;
  // What has just become more urgent is told soon, and not late already.
  const since = incident.severityAt > from ? incident.severityAt + Math.min(interval, firstNotice) : 0;
  const dueAt = Math.max(from + wait, since);
  return { dueAt, interval, lead: leadOf(interval) };
}

/**
 * What is to be said of updates at an instant: a draft is ready, it is due, it was missed. Each once, at most one per audience, in the order
 * of audiences; what was said is in the incident.
 */
export function tendUpdates(incident: Incident, policy: IncidentPolicy, at: number): IncidentEvent[] {
  if (incident.status === 'resolved') return tendAllClear(incident, policy, at);
  if (incident.mergedInto !== undefined) return [];
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
  const before = incident.updates[audience] ?? untold(incident.openedAt);
  const put = (changed: Partial<AudienceUpdates>): Partial<Incident> => ({
    updates: { ...incident.updates, [audience]: { ...before, ...changed } },
  });
  const { allClear } = data;
  if (typeof allClear === 'number') return put({ allClear });
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

/** What is opened again is told in its time from then on, and its next end is another one. */
export function updatesReopened({ updates }: Incident, at: number): Incident['updates'] {
  return Object.fromEntries(
    AUDIENCES.map((audience) => {
      const before = updates[audience] ?? untold(at);
      return [audience, { ...before, countFrom: at, stage: 'quiet', missed: 0, allClear: 0 }];
    }),
  );
}

function untold(countFrom: number): AudienceUpdates {
  return { countFrom, stage: 'quiet', sent: 0, missed: 0, firstSentAt: undefined, lastSentAt: undefined };
}
