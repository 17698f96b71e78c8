import { callKey, noticeKey } from '../core/delivery/call-key.js';
import type { SignalNotice } from '../core/delivery/signal.js';
import { isWatched } from '../core/incident/declared.js';
import { draftUpdate } from '../core/incident/draft-update.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { AUDIENCES, type Audience } from '../core/incident/audiences.js';
import { sentUpdate } from '../core/incident/update-sent.js';
import { withoutAlert } from './compose-call.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import { sliNow } from './incident-facts.js';
import type { OutboxRow } from './ports.js';
import { messageId } from './tell.js';
import { mendReach, updateReach } from './update-reach.js';

/** What an audience is told by an update that somebody has approved: to each of its receivers that people read. */
export function updateRows(
  incident: Incident,
  event: IncidentEvent,
  config: EngineConfig,
  ports: EnginePorts,
): OutboxRow[] {
  const sent = sentUpdate(event);
  if (!sent) return [];
  const { audience } = sent;
  const notice = {
    title: titleOf(incident, audience),
    lines: sent.text.split('\n'),
    audience,
    standing: standingOf(incident),
  };
  const key = noticeKey(incident.id, audience);
  return updateReach(audience, config, ports).receivers.map((receiver) =>
    noticeRow(incident, event, notice, { receiver, key, first: firstSent(incident, audience, event) }),
  );
}

/** A reminder with whom it reaches, or, in words, why nobody. */
export interface Reminder {
  readonly rows: readonly OutboxRow[];
  readonly unheard: string | undefined;
}

/** Reminds whoever speaks for the incident, and who decides where nobody does, with the draft; undefined of events that remind of nothing. */
export function remind(
  incident: Incident,
  timeline: readonly IncidentEvent[],
  event: IncidentEvent,
  state: EngineState,
  ports: EnginePorts,
): Reminder | undefined {
  const { config } = state;
  const audience = AUDIENCES.find((each) => each === event.data['audience']);
  if (!audience) return undefined;
  const person = incident.roles.communications ?? incident.roles.commander;
  if (person === undefined)
    return {
      rows: [],
      unheard: `no one speaks for it: firebreak incident role ${incident.id} communications NAME`,
    };
  const sight = isWatched(incident) ? sliNow(incident, state, event.at) : undefined;
  const { text } = draftUpdate(incident, timeline, audience, config.incidents, event.at, sight);
  const lacking = updateReach(audience, config, ports).lacking;
  const notice = {
    title: `${incident.id}: ${event.text}`,
    lines: [
      `Draft: ${text}`,
      `Send it: firebreak incident update ${incident.id} ${audience} --draft`,
      `Say something else: firebreak incident update ${incident.id} ${audience} --text "…"`,
      ...(lacking === undefined ? [] : [`It reaches nobody: ${lacking}; ${mendReach(audience)}`]),
    ],
    standing: standingOf(incident),
  };
  return personReminder(incident, event, notice, person, config, ports);
}

/** A notice to one person through all of their contact routes that people read; it reaches nobody whom no on-call file knows. */
export function personReminder(
  incident: Incident,
  event: IncidentEvent,
  notice: SignalNotice,
  person: string,
  { onCall }: EngineConfig,
  { notifiers }: EnginePorts,
): Reminder {
  const contacts = onCall.people.get(person)?.contacts ?? [];
  const rows = contacts
    .filter(({ receiver }) => notifiers.get(receiver)?.takesNotices)
    .map(({ receiver, address }) =>
      noticeRow(incident, event, notice, {
        receiver,
        key: `${callKey(incident.id, event.seq)}/${address ?? receiver}`,
        first: event.at,
        to: address,
      }),
    );
  const unheard =
    rows.length > 0
      ? undefined
      : `${person} has no contact route that people read: give one in the on-call files (docs/oncall.md)`;
  return { rows, unheard };
}

export function noticeRow(
  incident: Incident,
  { at, seq }: IncidentEvent,
  notice: SignalNotice,
  {
    receiver,
    key,
    first,
    to,
  }: {
    readonly receiver: string;
    readonly key: string;
    readonly first: number;
    readonly to?: string | undefined;
  },
): OutboxRow {
  const isFirst = first === at;
  const signal = {
    ...withoutAlert(incident),
    // The first opens the thread of those that follow.
    id: isFirst ? `${key}@${first}/trigger` : `${key}@${first}/notice/${seq}`,
    kind: 'notice' as const,
    severity: 'ticket' as const,
    dedupKey: key,
    at,
    firingSince: first,
    notice,
    ...(to === undefined ? {} : { to }),
  };
  return { id: messageId(signal.id, receiver), receiver, signal, createdAt: at };
}

/** When the audience heard of it first. */
function firstSent({ updates }: Incident, audience: Audience, { at }: IncidentEvent): number {
  return updates[audience]?.firstSentAt ?? at;
}

function titleOf({ id, service, severity, status }: Incident, audience: Audience): string {
  const what = status === 'resolved' ? 'is back to normal' : 'has a problem';
  return audience === 'customers'
    ? `${service} ${what}`
    : `${id} ${severity.toUpperCase()}: ${service} ${what}`;
}

export function standingOf({ phase }: Incident): SignalNotice['standing'] {
  if (phase === 'resolved' || phase === 'closed') return 'resolved';
  if (phase === 'monitoring') return 'monitoring';
  return phase === 'identified' || phase === 'mitigating' ? 'identified' : 'investigating';
}
