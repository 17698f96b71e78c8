import type { Kysely, Migration } from 'kysely';
import { columns } from './columns.js';

/** Messages from outside that were taken, so that one that is sent again is not taken twice. */
export const inboundSeen: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { whole } = columns(db);
    await db.schema
      .createTable('inbound_seen')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('at', whole, (column) => column.notNull())
      .addPrimaryKeyConstraint('inbound_seen_key', ['source', 'id'])
      .execute();
    await db.schema.createIndex('inbound_seen_by_age').on('inbound_seen').column('at').execute();
  },
};
