import type { Transaction } from 'kysely';
import type { DeliveryRecord } from '../../engine/ports.js';
import type { AttemptStatus } from '../../engine/read-models.js';
import type { Tables } from './tables.js';

/** Records what became of a pending message and of the attempt at it; one that is settled already stays as it is. */
export async function recordDelivery(
  trx: Transaction<Tables>,
  id: string,
  record: DeliveryRecord,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ leased_by: null, leased_until: null, ...changeOf(record) })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
  const attempt = trx.updateTable('delivery_attempts').where('delivery_id', '=', id);
  // What comes of asking for the proof becomes the outcome of the attempt that was accepted.
  const open =
    record.kind === 'accepted'
      ? attempt.where('ended_at', 'is', null)
      : attempt.where((row) => row.or([row('ended_at', 'is', null), row('outcome', '=', 'accepted')]));
  await open.set({ ended_at: record.at, ...outcomeOf(record) }).execute();
}

function changeOf(record: DeliveryRecord) {
  switch (record.kind) {
    case 'delivered':
      return {
        state: 'delivered' as const,
        delivered_at: record.at,
        receipt: record.receipt,
        accepted_receipt: null,
        next_attempt_at: null,
      };
    case 'accepted':
      return {
        accepted_at: record.acceptedAt,
        accepted_receipt: record.receipt,
        next_attempt_at: record.nextAttemptAt,
      };
    case 'retry':
      return { next_attempt_at: record.nextAttemptAt, last_error: record.error, accepted_receipt: null };
    case 'failed':
      return {
        state: 'failed' as const,
        last_error: record.error,
        accepted_receipt: null,
        next_attempt_at: null,
      };
  }
}

function outcomeOf(record: DeliveryRecord): { outcome: AttemptStatus['outcome']; detail: string } {
  if (record.kind === 'delivered' || record.kind === 'accepted')
    return { outcome: record.kind, detail: record.receipt };
  return { outcome: record.unsure ? 'unknown' : record.kind, detail: record.error };
}
