import type Libsql from 'libsql';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import type { OutboxRow, SlotRecord, StateRecord } from '../../engine/ports.js';
import { BulkInsert } from './bulk-insert.js';

/** Writes what comes in thousands: every cycle the counts of every SLO, and when all of them trip their pages. */
export interface BulkWriter {
  slots(slots: readonly SlotRecord[]): void;
  states(states: readonly StateRecord[]): void;
  incidents(incidents: readonly Incident[]): void;
  incidentEvents(events: readonly IncidentEvent[]): void;
  /** Gives back the new ones that no older pending one of their receiver and key, or incident, stands before. */
  outbox(rows: readonly OutboxRow[]): readonly OutboxRow[];
}

/** To be called within a transaction on the same connection. */
export function createBulkWriter(database: Libsql.Database): BulkWriter {
  const slots = new BulkInsert<SlotRecord>(
    database,
    'slots',
    ['level', 'start', 'slo_id', 'bad', 'total', 'known_ms'],
    'on conflict do update set bad = excluded.bad, total = excluded.total, known_ms = excluded.known_ms',
    ({ level, start, sloId, bad, total, knownMs }) => [level, start, sloId, bad, total, knownMs],
  );
  const states = new BulkInsert<StateRecord>(
    database,
    'states',
    ['kind', 'key', 'value_json'],
    'on conflict do update set value_json = excluded.value_json',
    ({ kind, key, value }) => [kind, key, JSON.stringify(value)],
  );
  const incidents = new BulkInsert<Incident>(
    database,
    'incidents',
    ['id', 'number', 'service', 'status', 'opened_at', 'incident_json'],
    `on conflict (id) do update set service = excluded.service, status = excluded.status,
      opened_at = excluded.opened_at, incident_json = excluded.incident_json`,
    (incident) => [
      incident.id,
      Number(/^INC-(\d+)$/.exec(incident.id)?.[1] ?? 0),
      incident.service,
      incident.status,
      incident.openedAt,
      JSON.stringify(incident),
    ],
  );
  const incidentEvents = new BulkInsert<IncidentEvent>(
    database,
    'incident_events',
    ['incident_id', 'seq', 'at', 'kind', '"by"', 'text', 'data_json'],
    'on conflict (incident_id, seq) do nothing',
    ({ incidentId, seq, at, kind, by, text, data }) => [
      incidentId,
      seq,
      at,
      kind,
      by,
      text,
      JSON.stringify(data),
    ],
  );
  return {
    slots: (rows) => slots.write(rows),
    states: (rows) => states.write(rows),
    incidents: (rows) => incidents.write(rows),
    incidentEvents: (rows) => incidentEvents.write(rows),
    outbox: outboxWriter(database),
  };
}

function outboxWriter(database: Libsql.Database): BulkWriter['outbox'] {
  const outbox = new BulkInsert<OutboxRow>(
    database,
    'outbox',
    [
      ...['id', 'receiver', 'dedup_key', 'signal_id', 'slo_id', 'incident_id', 'kind', 'signal_json'],
      ...['created_at', 'state', 'attempts', 'next_attempt_at'],
    ],
    'on conflict (id) do nothing',
    ({ id, receiver, signal, createdAt }) => [
      ...[id, receiver, signal.dedupKey, signal.id, signal.sloId, signal.incidentId ?? null, signal.kind],
      ...[JSON.stringify(signal), createdAt, 'pending', 0, createdAt],
    ],
  );
  const newest = database.prepare('select coalesce(max(seq), 0) as seq from outbox');
  const heads = database.prepare(
    `select id from outbox as head where seq > ? and not exists (
      select 1 from outbox as older where older.receiver = head.receiver and older.dedup_key = head.dedup_key
        and older.seq < head.seq and older.state = 'pending')
     and not exists (
      select 1 from outbox as older where older.receiver = head.receiver and older.incident_id = head.incident_id
        and older.seq < head.seq and older.state = 'pending')`,
  );
  return (rows) => {
    if (rows.length === 0) return [];
    const { seq } = newest.get() as { seq: number };
    outbox.write(rows);
    const ready = new Set((heads.all(seq) as { id: string }[]).map(({ id }) => id));
    return rows.filter(({ id }) => ready.delete(id));
  };
}
