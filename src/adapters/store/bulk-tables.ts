import { incidentNumber, statusColumn } from './incidents.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import { factDetail, type PastFact } from '../../core/slo-history/past-fact.js';
import type { OutboxRow, SlotRecord, StateRecord } from '../../engine/ports.js';
import type { SloStatus } from '../../engine/read-models.js';

export type BulkValue = string | number | null;

/** A table that rows are put into by the thousand. */
export interface BulkTable<Row> {
  readonly name: string;
  readonly columns: readonly BulkColumn[];
  /** The columns that tell rows apart. */
  readonly key: readonly string[];
  /** What becomes of a row that is there already. */
  readonly onConflict: 'replace' | 'keep';
  /** In the order of the columns. */
  readonly valuesOf: (row: Row) => readonly BulkValue[];
}

export interface BulkColumn {
  readonly name: string;
  readonly type: 'text' | 'whole' | 'real';
}

export const SLOTS: BulkTable<SlotRecord> = {
  name: 'slots',
  columns: [
    ...[whole('level'), whole('start'), text('slo_id')],
    ...[real('bad'), real('total'), real('known_ms')],
  ],
  key: ['level', 'start', 'slo_id'],
  onConflict: 'replace',
  valuesOf: ({ level, start, sloId, bad, total, knownMs }) => [level, start, sloId, bad, total, knownMs],
};

export const STATES: BulkTable<StateRecord> = {
  name: 'states',
  columns: [text('kind'), text('key'), text('value_json')],
  key: ['kind', 'key'],
  onConflict: 'replace',
  valuesOf: ({ kind, key, value }) => [kind, key, JSON.stringify(value)],
};

export const INCIDENTS: BulkTable<Incident> = {
  name: 'incidents',
  columns: [
    ...[text('id'), whole('number'), text('service'), text('status')],
    ...[whole('opened_at'), text('incident_json')],
  ],
  key: ['id'],
  onConflict: 'replace',
  valuesOf: (incident) => [
    incident.id,
    incidentNumber(incident.id),
    incident.service,
    statusColumn(incident),
    incident.openedAt,
    JSON.stringify(incident),
  ],
};

export const INCIDENT_EVENTS: BulkTable<IncidentEvent> = {
  name: 'incident_events',
  columns: [
    ...[text('incident_id'), whole('seq'), whole('at'), text('kind')],
    ...[text('by'), text('text'), text('data_json')],
  ],
  key: ['incident_id', 'seq'],
  onConflict: 'keep',
  valuesOf: ({ incidentId, seq, at, kind, by, text: words, data }) => [
    ...[incidentId, seq, at, kind],
    ...[by, words, JSON.stringify(data)],
  ],
};

/** A fact that is there already (a deploy that is told twice) stays as it is. */
export const PAST_FACTS: BulkTable<PastFact> = {
  name: 'past_facts',
  columns: [text('subject'), whole('at'), text('kind'), text('detail'), text('fact_json')],
  key: ['subject', 'at', 'kind', 'detail'],
  onConflict: 'keep',
  valuesOf: (fact) => [fact.of, fact.at, fact.kind, factDetail(fact), JSON.stringify(fact)],
};

export const OUTBOX: BulkTable<OutboxRow> = {
  name: 'outbox',
  columns: [
    ...[text('id'), text('receiver'), text('dedup_key'), text('signal_id'), text('slo_id')],
    ...[text('incident_id'), text('kind'), text('signal_json')],
    ...[whole('created_at'), text('state'), whole('attempts'), whole('next_attempt_at')],
  ],
  key: ['id'],
  onConflict: 'keep',
  valuesOf: ({ id, receiver, signal, createdAt }) => [
    ...[id, receiver, signal.dedupKey, signal.id, signal.sloId],
    ...[signal.incidentId ?? null, signal.kind, JSON.stringify(signal)],
    ...[createdAt, 'pending', 0, createdAt],
  ],
};

export const STATUSES: BulkTable<{ readonly at: number; readonly status: SloStatus }> = {
  name: 'slo_statuses',
  columns: [text('slo_id'), whole('at'), text('status_json')],
  key: ['slo_id'],
  onConflict: 'replace',
  valuesOf: ({ at, status }) => [status.id, at, JSON.stringify(status)],
};

function text(name: string): BulkColumn {
  return { name, type: 'text' };
}

function whole(name: string): BulkColumn {
  return { name, type: 'whole' };
}

function real(name: string): BulkColumn {
  return { name, type: 'real' };
}
