import { type Kysely, type Migration, sql } from 'kysely';
import { byPrimaryKey, columns } from './columns.js';

/**
 * Slots by time first: a cycle writes the same few slots of every SLO, which now lie side by side, and what is too old ends in one
 * piece. Counts of before are void, because the levels have changed; they are read anew.
 */
export const slotsByTime: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole, real } = columns(db);
    await db.schema.dropTable('slots').execute();
    await db.schema
      .createTable('slots')
      .addColumn('level', whole, (column) => column.notNull())
      .addColumn('start', whole, (column) => column.notNull())
      .addColumn('slo_id', 'text', (column) => column.notNull())
      .addColumn('bad', real, (column) => column.notNull())
      .addColumn('total', real, (column) => column.notNull())
      .addColumn('known_ms', real, (column) => column.notNull())
      .addPrimaryKeyConstraint('slots_key', ['level', 'start', 'slo_id'])
      .$call(byPrimaryKey(db))
      .execute();
    await sql`delete from states where kind = 'reader'`.execute(db);
  },
};
