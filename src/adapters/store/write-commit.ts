import { type Insertable, sql, type Transaction } from 'kysely';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import type { Commit, OutboxRow } from '../../engine/ports.js';
import { chunks } from './chunks.js';
import type { CountWriter } from './count-writer.js';
import type { Tables } from './tables.js';

/** Writes one decision. What is forgotten goes first, so that the same commit can begin anew for those SLOs. */
export async function writeCommit(
  trx: Transaction<Tables>,
  change: Commit,
  counts: CountWriter,
): Promise<void> {
  await forget(trx, change.forgetSlos ?? []);
  for (const part of change.counts ?? []) {
    counts.slots(part.slots);
    counts.states(part.states);
    // SQLite does its work in this thread: whoever asks something meanwhile gets a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  counts.states(change.states ?? []);
  await writeIncidents(trx, change.incidents ?? []);
  await writeIncidentEvents(trx, change.incidentEvents ?? []);
  await writeOutbox(trx, change.outbox ?? []);
  await retryFailed(trx, change.retrySignals ?? [], change.at);
}

async function retryFailed(
  trx: Transaction<Tables>,
  signalIds: readonly string[],
  at: number,
): Promise<void> {
  for (const ids of chunks(signalIds)) {
    await trx
      .updateTable('outbox')
      .set({ state: 'pending', next_attempt_at: at })
      .where('state', '=', 'failed')
      .where('signal_id', 'in', ids)
      .execute();
  }
}

async function forget(trx: Transaction<Tables>, sloIds: readonly string[]): Promise<void> {
  if (sloIds.length === 0) return;
  // Slots lie by time: those of some SLOs are looked for among all, which is done once for however many.
  const ids = JSON.stringify(sloIds);
  await sql`delete from slots where slo_id in (select value from json_each(${ids}))`.execute(trx);
  await sql`delete from states where key in (select value from json_each(${ids}))`.execute(trx);
}

async function writeIncidents(trx: Transaction<Tables>, incidents: readonly Incident[]): Promise<void> {
  for (const chunk of chunks(incidents)) {
    await trx
      .insertInto('incidents')
      .values(chunk.map(incidentRow))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          service: row.ref('excluded.service'),
          status: row.ref('excluded.status'),
          opened_at: row.ref('excluded.opened_at'),
          incident_json: row.ref('excluded.incident_json'),
        })),
      )
      .execute();
  }
}

function incidentRow(incident: Incident): Insertable<Tables['incidents']> {
  return {
    id: incident.id,
    number: Number(/^INC-(\d+)$/.exec(incident.id)?.[1] ?? 0),
    service: incident.service,
    status: incident.status,
    opened_at: incident.openedAt,
    incident_json: JSON.stringify(incident),
  };
}

async function writeIncidentEvents(
  trx: Transaction<Tables>,
  events: readonly IncidentEvent[],
): Promise<void> {
  for (const chunk of chunks(events)) {
    const rows = chunk.map(({ incidentId, data, ...event }) => ({
      ...event,
      incident_id: incidentId,
      data_json: JSON.stringify(data),
    }));
    await trx
      .insertInto('incident_events')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['incident_id', 'seq']).doNothing())
      .execute();
  }
}

async function writeOutbox(trx: Transaction<Tables>, outbox: readonly OutboxRow[]): Promise<void> {
  for (const chunk of chunks(outbox)) {
    await trx
      .insertInto('outbox')
      .values(chunk.map(outboxRow))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

function outboxRow({ id, receiver, signal, createdAt }: OutboxRow): Insertable<Tables['outbox']> {
  return {
    id,
    receiver,
    dedup_key: signal.dedupKey,
    signal_id: signal.id,
    slo_id: signal.sloId,
    incident_id: signal.incidentId ?? null,
    kind: signal.kind,
    signal_json: JSON.stringify(signal),
    created_at: createdAt,
    state: 'pending',
    attempts: 0,
    next_attempt_at: createdAt,
  };
}
