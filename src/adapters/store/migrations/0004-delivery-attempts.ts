import { type Kysely, type Migration, sql } from 'kysely';
import { columns, identity } from './columns.js';

/** Every attempt to send, who holds a message while it is sent, and who has put which message aside or handed it in again. */
export const deliveryAttempts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await addColumns(db, 'text', ['leased_by', 'accepted_receipt']);
    await addColumns(db, whole, ['leased_until', 'accepted_at', 'trying_since']);
    await db.schema
      .createTable('delivery_attempts')
      .addColumn('seq', whole, identity(db))
      .addColumn('delivery_id', 'text', (column) => column.notNull())
      .addColumn('begun_by', 'text', (column) => column.notNull())
      .addColumn('begun_at', whole, (column) => column.notNull())
      .addColumn('ended_at', whole)
      .addColumn('outcome', 'text')
      .addColumn('detail', 'text')
      .execute();
    await db.schema
      .createTable('delivery_changes')
      .addColumn('seq', whole, identity(db))
      .addColumn('delivery_id', 'text', (column) => column.notNull())
      .addColumn('at', whole, (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute();
    await createIndexes(db);
  },
};

async function addColumns(
  db: Kysely<unknown>,
  type: 'text' | 'integer' | 'bigint',
  names: readonly string[],
): Promise<void> {
  for (const name of names) await db.schema.alterTable('outbox').addColumn(name, type).execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute();
  await index('attempts_by_delivery', 'delivery_attempts', ['delivery_id']);
  await index('changes_by_delivery', 'delivery_changes', ['delivery_id']);
  await index('outbox_by_signal', 'outbox', ['signal_id']);
  await index('outbox_by_incident', 'outbox', ['incident_id']);
  await sql`create index outbox_pending_incident on outbox (receiver, incident_id, seq) where state = 'pending'`.execute(
    db,
  );
  await sql`create index outbox_failed on outbox (seq) where state = 'failed'`.execute(db);
}
