import type { Transaction } from 'kysely';
import type { OutboxRow, UnrecordedSend } from '../../engine/ports.js';
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

/** Keeps messages that were sent already, each with its one attempt. */
export async function writeSent(
  trx: Transaction<Tables>,
  sends: readonly UnrecordedSend[],
  owner: string,
  dialect: SqlDialect,
): Promise<void> {
  await dialect.insertMany(
    trx,
    OUTBOX,
    sends.map(({ row }) => row),
  );
  for (const { row, begunAt, at, receipt } of sends) {
    const settled = {
      state: 'delivered',
      attempts: 1,
      next_attempt_at: null,
      delivered_at: at,
      receipt,
    } as const;
    const kept = await trx
      .updateTable('outbox')
      .set(settled)
      .where('id', '=', row.id)
      .where('state', '=', 'pending')
      .where('attempts', '=', 0)
      .returning('id')
      .execute();
    if (kept.length === 0) continue;
    const attempt = {
      begun_by: owner,
      begun_at: begunAt,
      ended_at: at,
      outcome: 'delivered',
      detail: receipt,
    } as const;
    await trx
      .insertInto('delivery_attempts')
      .values({ delivery_id: row.id, ...attempt })
      .execute();
  }
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
