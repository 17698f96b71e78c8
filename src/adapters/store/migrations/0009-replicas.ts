import { type Kysely, type Migration, sql } from 'kysely';
import { columns } from './columns.js';

/** What several daemons on one database share: who is there, who has which SLOs, and what each last said of its own. */
export const replicas: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await db.schema
      .createTable('replica_members')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('seen_at', whole, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('replica_leases')
      .addColumn('bucket', whole, (column) => column.notNull().primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('token', whole, (column) => column.notNull())
      .addColumn('until', whole, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('slo_statuses')
      .addColumn('slo_id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('at', whole, (column) => column.notNull())
      .addColumn('status_json', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('counters')
      .addColumn('name', 'text', (column) => column.notNull().primaryKey())
      .addColumn('value', whole, (column) => column.notNull())
      .execute();
    await sql`insert into counters (name, value) select 'incident', coalesce(max(number), 0) from incidents`.execute(
      db,
    );
  },
};
