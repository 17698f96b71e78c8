import type { Kysely } from 'kysely';
import type { Signal } from '../../core/delivery/signal.js';
import type { PendingDelivery } from '../../engine/ports.js';
import type { DeliveryStatus } from '../../engine/read-models.js';
import type { Tables } from './tables.js';

/** The messages that may be sent now, in the order in which they were decided. */
export async function readDue(
  db: Kysely<Tables>,
  now: number,
  limit: number,
): Promise<readonly PendingDelivery[]> {
  const rows = await heads(db)
    .select(['head.id', 'head.receiver', 'head.signal_json', 'head.created_at', 'head.attempts'])
    .where('head.next_attempt_at', '<=', now)
    .orderBy('head.seq')
    .limit(limit)
    .execute();
  return rows.map(({ id, receiver, signal_json, created_at, attempts }) => ({
    id,
    receiver,
    signal: JSON.parse(signal_json) as Signal,
    createdAt: created_at,
    attempts,
  }));
}

/** When the next message may be sent; those that wait behind an older one of their key do not count. */
export async function readNextDue(db: Kysely<Tables>): Promise<number | undefined> {
  const row = await heads(db)
    .select((head) => head.fn.min('head.next_attempt_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

export async function countPending(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((outbox) => outbox.fn.countAll<number>().as('count'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The newest messages first, whatever became of them. */
export async function readDeliveries(db: Kysely<Tables>, limit: number): Promise<readonly DeliveryStatus[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'receiver', 'signal_id', 'slo_id', 'kind', 'state', 'attempts', 'created_at'])
    .select(['next_attempt_at', 'delivered_at', 'receipt', 'last_error'])
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    receiver: row.receiver,
    signalId: row.signal_id,
    sloId: row.slo_id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    receipt: row.receipt ?? undefined,
    lastError: row.last_error ?? undefined,
  }));
}

/** The oldest pending message of each receiver and dedup key: only these may be sent, so that a resolve never overtakes its trigger. */
function heads(db: Kysely<Tables>) {
  return db
    .selectFrom('outbox as head')
    .where('head.state', '=', 'pending')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as older')
            .select('older.seq')
            .whereRef('older.receiver', '=', 'head.receiver')
            .whereRef('older.dedup_key', '=', 'head.dedup_key')
            .whereRef('older.seq', '<', 'head.seq')
            .where('older.state', '=', 'pending'),
        ),
      ),
    );
}
