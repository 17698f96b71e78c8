import { roomKey } from '../core/delivery/call-key.js';
import { groupBy } from '../core/group-by.js';
import { AUDIENCES } from '../core/incident/audiences.js';
import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import { nextUpdate } from '../core/incident/updates.js';
import { withoutAlert } from './compose-call.js';
import type { EngineConfig } from './engine-config.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { Commit, OutboxRow, Store } from './ports.js';
import { messageId } from './tell.js';

/**
 * A store's `commit` that tells the rooms: whatever writes events of incidents puts their news into the outbox in the same transaction, so
 * that no place which decides something can forget to. What is written by one commit is one message per incident and room.
 */
export function tellRooms(
  commit: Store['commit'],
  state: Pick<EngineState, 'config'>,
  ports: () => Pick<EnginePorts, 'notifiers' | 'kickDelivery'>,
): Store['commit'] {
  return async (change) => {
    const { notifiers, kickDelivery } = ports();
    const rooms = state.config.rooms.filter((name) => notifiers.get(name)?.tellIncident);
    const news = newsRows(change, rooms, state.config);
    if (news.length === 0) return commit(change);
    const ready = await commit({ ...change, outbox: [...(change.outbox ?? []), ...news] });
    const ids = new Set(news.map(({ id }) => id));
    // Whoever commits knows of its own messages only.
    kickDelivery(ready.filter(({ id }) => ids.has(id)));
    return ready.filter(({ id }) => !ids.has(id));
  };
}

function newsRows(
  { incidents = [], incidentEvents = [] }: Commit,
  rooms: readonly string[],
  config: EngineConfig,
): OutboxRow[] {
  if (rooms.length === 0 || incidentEvents.length === 0) return [];
  const events = groupBy(incidentEvents, ({ incidentId }) => incidentId);
  return incidents.flatMap((incident) => {
    const some = events.get(incident.id) ?? [];
    if (some.length === 0 || isToldElsewhere(incident, some)) return [];
    return rooms.map((room) => newsRow(incident, some, room, config));
  });
}

/** What is merged is worked on in the other one's room; its own hears of that, where it has one. */
function isToldElsewhere({ mergedInto }: Incident, events: readonly IncidentEvent[]): boolean {
  const has = (kind: IncidentEvent['kind']) => events.some((event) => event.kind === kind);
  return mergedInto !== undefined && (has('declared') || !has('merged'));
}

function newsRow(
  incident: Incident,
  events: readonly IncidentEvent[],
  receiver: string,
  config: EngineConfig,
): OutboxRow {
  const key = roomKey(incident.id);
  const { title, openedAt, severity, phase, roles, acknowledgedBy } = incident;
  const [{ seq: first, at } = { seq: incident.eventCount, at: openedAt }] = events;
  const signal = {
    ...withoutAlert(incident),
    // The first opens the room, and those that follow find it by that.
    id: `${key}@${openedAt}/${first === 1 ? 'trigger' : `incident/${first}`}`,
    kind: 'incident' as const,
    severity: 'ticket' as const,
    dedupKey: key,
    at,
    news: {
      title,
      openedAt,
      severity,
      phase,
      roles,
      acknowledgedBy,
      nextUpdateAt: nextUpdateAt(incident, config),
      events: events.map(({ at: when, by, text }) => ({ at: when, by, text })),
      invited: invitedBy(events, receiver, config),
    },
  };
  return { id: messageId(signal.id, receiver), receiver, signal, createdAt: at };
}

function nextUpdateAt(incident: Incident, { incidents }: EngineConfig): number | undefined {
  if (incident.status === 'resolved') return undefined;
  const due = AUDIENCES.flatMap((audience) => nextUpdate(incident, audience, incidents)?.dueAt ?? []);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** The addresses at a receiver of those who come in by these events. */
function invitedBy(
  events: readonly IncidentEvent[],
  receiver: string,
  { onCall }: EngineConfig,
): readonly string[] {
  const people = events.flatMap(({ kind, data }) =>
    kind === 'called' ? [data['person']] : kind === 'role-assigned' ? [data['to']] : [],
  );
  const contacts = people.flatMap((person) => onCall.people.get(String(person))?.contacts ?? []);
  const addresses = contacts.flatMap((contact) =>
    contact.receiver === receiver && contact.address !== undefined ? [contact.address] : [],
  );
  return [...new Set(addresses)];
}
