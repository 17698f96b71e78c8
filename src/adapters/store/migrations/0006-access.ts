import type { Kysely, Migration } from 'kysely';
import { columns, identity } from './columns.js';

/** Who may do what, by tokens and logins, of whose secrets there are digests only; and who changed what, in order: rows that are only ever added. */
export const access: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await db.schema
      .createTable('tokens')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('previous_digest', 'text')
      .addColumn('previous_until', whole)
      .addColumn('created_at', whole, (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', whole)
      .addColumn('revoked_at', whole)
      .addColumn('last_used_at', whole)
      .execute();

    await db.schema
      .createTable('sessions')
      .addColumn('digest', 'text', (column) => column.notNull().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('begun_at', whole, (column) => column.notNull())
      .addColumn('last_seen_at', whole, (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('audit')
      .addColumn('seq', whole, identity(db))
      .addColumn('at', whole, (column) => column.notNull())
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('on_behalf_of', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('detail', 'text')
      .addColumn('request_id', 'text')
      .execute();
  },
};
