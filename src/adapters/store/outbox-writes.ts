import type { Transaction } from 'kysely';
import type { OutboxRow } from '../../engine/ports.js';
import { OUTBOX } from './bulk-tables.js';
import { chunks } from './chunks.js';
import { heads } from './outbox.js';
import type { SqlDialect } from './sql-dialect.js';
import type { Tables } from './tables.js';

/** Puts messages into the outbox. Gives back the new ones that no older pending one of their receiver and key, or incident, stands before. */
export async function writeOutbox(
  trx: Transaction<Tables>,
  rows: readonly OutboxRow[],
  dialect: SqlDialect,
): Promise<readonly OutboxRow[]> {
  if (rows.length === 0) return [];
  const { newest } = await trx
    .selectFrom('outbox')
    .select((outbox) => outbox.fn.max<number | null>('seq').as('newest'))
    .executeTakeFirstOrThrow();
  await dialect.insertMany(trx, OUTBOX, rows);
  const written = await heads(trx)
    .select('head.id')
    .where('head.seq', '>', newest ?? 0)
    .execute();
  const ready = new Set(written.map(({ id }) => id));
  return rows.filter(({ id }) => ready.delete(id));
}

/** Makes failed messages of these signals due again. */
export async function retryFailed(
  trx: Transaction<Tables>,
  signalIds: readonly string[],
  at: number,
): Promise<void> {
  for (const ids of chunks(signalIds)) {
    await trx
      .updateTable('outbox')
      .set({ state: 'pending', next_attempt_at: at, trying_since: at })
      .where('state', '=', 'failed')
      .where('signal_id', 'in', ids)
      .execute();
  }
}
