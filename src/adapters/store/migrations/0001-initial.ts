import { type Kysely, type Migration, sql } from 'kysely';
import { byPrimaryKey, columns, isPostgres } from './columns.js';

/** The first schema. A migration knows only the tables of its own time, hence `unknown`. */
export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole, real } = columns(db);
    await db.schema
      .createTable('slots')
      .addColumn('slo_id', 'text', (column) => column.notNull())
      .addColumn('level', whole, (column) => column.notNull())
      .addColumn('start', whole, (column) => column.notNull())
      .addColumn('bad', real, (column) => column.notNull())
      .addColumn('total', real, (column) => column.notNull())
      .addColumn('known_ms', real, (column) => column.notNull())
      .addPrimaryKeyConstraint('slots_key', ['slo_id', 'level', 'start'])
      .$call(byPrimaryKey(db))
      .execute();

    await db.schema
      .createTable('states')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('value_json', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('states_key', ['kind', 'key'])
      .execute();

    await createIncidents(db);
    await createOutbox(db);

    await db.schema
      .createTable('deploys')
      .addColumn('service', 'text', (column) => column.notNull().primaryKey())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('at', whole, (column) => column.notNull())
      .addColumn('url', 'text')
      .execute();
  },
};

async function createIncidents(db: Kysely<unknown>): Promise<void> {
  const { whole } = columns(db);
  await db.schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('number', whole, (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('opened_at', whole, (column) => column.notNull())
    .addColumn('incident_json', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('incidents_by_age').on('incidents').columns(['opened_at', 'number']).execute();
  await db.schema.createIndex('incidents_by_number').on('incidents').column('number').execute();

  await db.schema
    .createTable('incident_events')
    .addColumn('incident_id', 'text', (column) => column.notNull().references('incidents.id'))
    .addColumn('seq', whole, (column) => column.notNull())
    .addColumn('at', whole, (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('data_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('incident_events_key', ['incident_id', 'seq'])
    .execute();
}

async function createOutbox(db: Kysely<unknown>): Promise<void> {
  const { whole } = columns(db);
  await db.schema
    .createTable('outbox')
    // SQLite counts up a key of one integer by itself.
    .addColumn('seq', whole, (column) =>
      isPostgres(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.notNull().primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('receiver', 'text', (column) => column.notNull())
    .addColumn('dedup_key', 'text', (column) => column.notNull())
    .addColumn('signal_id', 'text', (column) => column.notNull())
    .addColumn('slo_id', 'text', (column) => column.notNull())
    .addColumn('incident_id', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('signal_json', 'text', (column) => column.notNull())
    .addColumn('created_at', whole, (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', whole, (column) => column.notNull())
    .addColumn('next_attempt_at', whole)
    .addColumn('delivered_at', whole)
    .addColumn('receipt', 'text')
    .addColumn('last_error', 'text')
    .execute();
  // Only pending rows are in it: it stays small however many messages were delivered.
  await sql`create index outbox_pending on outbox (receiver, dedup_key, seq) where state = 'pending'`.execute(
    db,
  );
}
