import type { Kysely, Migration } from 'kysely';
import { columns, identity } from './columns.js';

/** Every change of an override that people made, in order; each is made once, and taken back once. */
export const plannedOverrides: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await db.schema
      .createTable('planned_override_changes')
      .addColumn('seq', whole, identity(db))
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('number', whole, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('override_json', 'text', (column) => column.notNull())
      .addUniqueConstraint('planned_override_once', ['schedule', 'number', 'kind'])
      .execute();
  },
};
