import type { Transaction } from 'kysely';
import type { DeliveryChange } from '../../engine/ports.js';
import type { Tables } from './tables.js';

/** Makes failed messages due again or puts them aside, and keeps who did so and why. */
export async function writeDeliveryChanges(
  trx: Transaction<Tables>,
  changes: readonly DeliveryChange[],
  at: number,
): Promise<void> {
  for (const { id, action, by, reason } of changes) {
    const changed = await trx
      .updateTable('outbox')
      .set(
        action === 'discarded'
          ? { state: 'discarded' }
          : { state: 'pending', next_attempt_at: at, trying_since: at },
      )
      .where('id', '=', id)
      .where('state', '=', 'failed')
      .returning('id')
      .execute();
    if (changed.length === 0) continue;
    await trx.insertInto('delivery_changes').values({ delivery_id: id, at, action, by, reason }).execute();
  }
}
