import type { Kysely, Transaction } from 'kysely';
import { DELIVERY_LEASE } from '../../core/delivery/lease.js';
import { chunks } from './chunks.js';
import type { Tables } from './tables.js';

const ABANDONED = 'the process ended before it was known; sent again';

/**
 * Takes pending messages for a process and begins an attempt at each, but for those whose proof is awaited.
 * @returns those that no other process has
 */
export async function takeDeliveries(
  trx: Transaction<Tables>,
  owner: string,
  ids: readonly string[],
  at: number,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const some of chunks(ids)) {
    const rows = await trx
      .updateTable('outbox')
      .set({ leased_by: owner, leased_until: at + DELIVERY_LEASE })
      .where('id', 'in', some)
      .where('state', '=', 'pending')
      .where(({ or, eb }) =>
        or([eb('leased_by', 'is', null), eb('leased_by', '=', owner), eb('leased_until', '<=', at)]),
      )
      .returning('id')
      .execute();
    if (rows.length === 0) continue;
    const own = rows.map(({ id }) => id);
    for (const id of own) taken.add(id);
    await begin(trx, owner, own, at);
  }
  return taken;
}

async function begin(
  trx: Transaction<Tables>,
  owner: string,
  ids: readonly string[],
  at: number,
): Promise<void> {
  await trx
    .updateTable('delivery_attempts')
    .set({ ended_at: at, outcome: 'unknown', detail: ABANDONED })
    .where('delivery_id', 'in', ids)
    .where('ended_at', 'is', null)
    .where('begun_by', '<>', owner)
    .execute();
  // One that this process took before and did not come to send goes on.
  const begun = await trx
    .insertInto('delivery_attempts')
    .columns(['delivery_id', 'begun_by', 'begun_at'])
    .expression((build) =>
      build
        .selectFrom('outbox')
        .select((row) => ['id', row.val(owner).as('begun_by'), row.val(at).as('begun_at')])
        .where('id', 'in', ids)
        .where('accepted_receipt', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('delivery_attempts as open')
                .select('open.seq')
                .whereRef('open.delivery_id', '=', 'outbox.id')
                .where('open.ended_at', 'is', null),
            ),
          ),
        ),
    )
    .returning('delivery_id')
    .execute();
  await countAttempts(
    trx,
    begun.map((row) => row.delivery_id),
    1,
  );
}

/** Gives back what was taken and not sent: as if it had not been begun. */
export async function releaseDeliveries(
  trx: Transaction<Tables>,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  for (const some of chunks(ids)) {
    const gone = await trx
      .deleteFrom('delivery_attempts')
      .where('delivery_id', 'in', some)
      .where('begun_by', '=', owner)
      .where('ended_at', 'is', null)
      .returning('delivery_id')
      .execute();
    await countAttempts(
      trx,
      gone.map((row) => row.delivery_id),
      -1,
    );
    await trx
      .updateTable('outbox')
      .set({ leased_by: null, leased_until: null })
      .where('id', 'in', some)
      .where('leased_by', '=', owner)
      .execute();
  }
}

export async function renewDeliveries(db: Kysely<Tables>, owner: string, at: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ leased_until: at + DELIVERY_LEASE })
    .where('state', '=', 'pending')
    .where('leased_by', '=', owner)
    .execute();
}

async function countAttempts(trx: Transaction<Tables>, ids: readonly string[], more: 1 | -1): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('outbox')
    .set((row) => ({ attempts: row('attempts', '+', more) }))
    .where('id', 'in', ids)
    .execute();
}
