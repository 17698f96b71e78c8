import type { Kysely } from 'kysely';
import { CALL_KEYS } from '../../core/delivery/call-key.js';
import type { Signal } from '../../core/delivery/signal.js';
import type { PendingDelivery } from '../../engine/ports.js';
import type { Tables } from './tables.js';

/** The messages that may be sent now and that no other process has, in the order in which they were decided. */
export async function readDue(
  db: Kysely<Tables>,
  owner: string,
  now: number,
  limit: number,
): Promise<readonly PendingDelivery[]> {
  const rows = await heads(db)
    .select(['head.id', 'head.receiver', 'head.signal_json', 'head.created_at', 'head.attempts'])
    .select(['head.trying_since', 'head.accepted_at', 'head.accepted_receipt'])
    .where('head.next_attempt_at', '<=', now)
    .where(({ or, eb }) =>
      or([
        eb('head.leased_by', 'is', null),
        eb('head.leased_by', '=', owner),
        eb('head.leased_until', '<=', now),
      ]),
    )
    .orderBy('head.seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    receiver: row.receiver,
    signal: JSON.parse(row.signal_json) as Signal,
    createdAt: row.created_at,
    attempts: row.attempts,
    tryingSince: row.trying_since ?? row.created_at,
    accepted:
      row.accepted_receipt === null || row.accepted_at === null
        ? undefined
        : { at: row.accepted_at, receipt: row.accepted_receipt },
  }));
}

/** When the next message may be sent; those that wait behind an older one do not count. */
export async function readNextDue(db: Kysely<Tables>, owner: string): Promise<number | undefined> {
  const row = await heads(db)
    .select(({ fn, case: when, eb, and, ref }) =>
      fn
        .min(
          when()
            .when(
              and([
                eb('head.leased_by', '<>', owner),
                eb('head.leased_until', '>', ref('head.next_attempt_at')),
              ]),
            )
            .then(ref('head.leased_until'))
            .else(ref('head.next_attempt_at'))
            .end(),
        )
        .as('at'),
    )
    .executeTakeFirst();
  return row?.at ?? undefined;
}

export async function countPending(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((outbox) => outbox.fn.countAll<number>().as('count'))
    .where('state', '=', 'pending')
    .where('kind', '<>', 'canary')
    .executeTakeFirstOrThrow();
  return row.count;
}

/**
 * The oldest pending message of each receiver and dedup key, and of each receiver and incident: only these may be sent, so that a resolve
 * never overtakes its trigger, and an incident is told in its order; calls of different people do not wait for each other.
 */
export function heads(db: Kysely<Tables>) {
  return db
    .selectFrom('outbox as head')
    .where('head.state', '=', 'pending')
    .where('head.seq', '=', ({ selectFrom }) =>
      selectFrom('outbox as own')
        .select((own) => own.fn.min('own.seq').as('oldest'))
        .whereRef('own.receiver', '=', 'head.receiver')
        .whereRef('own.dedup_key', '=', 'head.dedup_key')
        .where('own.state', '=', 'pending'),
    )
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('head.incident_id', 'is', null),
        eb('head.dedup_key', 'like', `${CALL_KEYS}%`),
        eb(
          'head.seq',
          '=',
          selectFrom('outbox as own')
            .select((own) => own.fn.min('own.seq').as('oldest'))
            .whereRef('own.receiver', '=', 'head.receiver')
            .whereRef('own.incident_id', '=', 'head.incident_id')
            .where('own.dedup_key', 'not like', `${CALL_KEYS}%`)
            .where('own.state', '=', 'pending'),
        ),
      ]),
    );
}
