import type { Kysely, Migration } from 'kysely';
import { columns, identity } from './columns.js';

/** Every change of an exclusion, in the order in which they were made; what is in force follows from all of them. */
export const exclusionChanges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await db.schema
      .createTable('exclusion_changes')
      .addColumn('seq', whole, identity(db))
      .addColumn('at', whole, (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('exclusion_json', 'text', (column) => column.notNull())
      .execute();
  },
};
