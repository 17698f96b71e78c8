import type { Kysely } from 'kysely';
import { groupBy } from '../../core/group-by.js';
import type { AttemptStatus, DeliveryStatus } from '../../engine/read-models.js';
import { chunks } from './chunks.js';
import type { Tables } from './tables.js';

/** The newest messages first, whatever became of them. */
export async function readDeliveries(db: Kysely<Tables>, limit: number): Promise<readonly DeliveryStatus[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['seq', 'id', 'receiver', 'signal_id', 'slo_id', 'incident_id', 'kind', 'state', 'attempts'])
    .select(['created_at', 'next_attempt_at', 'accepted_at', 'accepted_receipt'])
    .select(['delivered_at', 'receipt', 'last_error'])
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  const attempts = await readAttempts(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    ref: `DLV-${row.seq}`,
    receiver: row.receiver,
    signalId: row.signal_id,
    sloId: row.slo_id,
    incidentId: row.incident_id ?? undefined,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    receipt: row.receipt ?? row.accepted_receipt ?? undefined,
    lastError: row.last_error ?? undefined,
    attemptLog: attempts.get(row.id) ?? [],
  }));
}

export async function readReceipt(db: Kysely<Tables>, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('receipt')
    .where('id', '=', id)
    .where('state', '=', 'delivered')
    .executeTakeFirst();
  return row?.receipt ?? undefined;
}

/** Those of these messages, oldest first, by message. */
async function readAttempts(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly AttemptStatus[]>> {
  const rows = [];
  for (const some of chunks(ids)) {
    rows.push(
      ...(await db
        .selectFrom('delivery_attempts')
        .select(['delivery_id', 'begun_at', 'ended_at', 'outcome', 'detail'])
        .where('delivery_id', 'in', some)
        .orderBy('seq')
        .execute()),
    );
  }
  const byMessage = groupBy(rows, (row) => row.delivery_id);
  return new Map(
    [...byMessage].map(([id, own]) => [
      id,
      own.map((row) => ({
        begunAt: row.begun_at,
        endedAt: row.ended_at ?? undefined,
        outcome: row.outcome ?? undefined,
        detail: row.detail ?? undefined,
      })),
    ]),
  );
}
