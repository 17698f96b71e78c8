import type { Kysely, Migration } from 'kysely';
import { columns } from './columns.js';

/** Whether people's contacts were tested and verified. Neither addresses nor codes stand here, only digests of them. */
export const contactChecks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await db.schema
      .createTable('contact_checks')
      .addColumn('digest', 'text', (column) => column.notNull().primaryKey())
      .addColumn('revision', whole, (column) => column.notNull())
      .addColumn('check_json', 'text', (column) => column.notNull())
      .execute();
  },
};
