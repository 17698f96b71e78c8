import { type Kysely, type Migration, sql } from 'kysely';

/** Every attempt to send, who holds a message while it is sent, and who has put which message aside or handed it in again. */
export const deliveryAttempts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [name, type] of NEW_COLUMNS) {
      await db.schema.alterTable('outbox').addColumn(name, type).execute();
    }
    await db.schema
      .createTable('delivery_attempts')
      .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('delivery_id', 'text', (column) => column.notNull())
      .addColumn('begun_by', 'text', (column) => column.notNull())
      .addColumn('begun_at', 'integer', (column) => column.notNull())
      .addColumn('ended_at', 'integer')
      .addColumn('outcome', 'text')
      .addColumn('detail', 'text')
      .execute();
    await db.schema
      .createTable('delivery_changes')
      .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('delivery_id', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute();
    await createIndexes(db);
  },
};

const NEW_COLUMNS = [
  ['leased_by', 'text'],
  ['leased_until', 'integer'],
  ['accepted_at', 'integer'],
  ['accepted_receipt', 'text'],
  ['trying_since', 'integer'],
] as const;

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
