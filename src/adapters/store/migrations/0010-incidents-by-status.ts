import type { Kysely, Migration } from 'kysely';

/** Those that are not over are asked for each second, among all that there have been. */
export const incidentsByStatus: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.createIndex('incidents_by_status').on('incidents').column('status').execute();
  },
};
