import type { Kysely } from 'kysely';
import type { PlannedOverride, PlannedOverrides } from '../../core/oncall/planned-override.js';
import type { Tables } from './tables.js';

/** What people said of on-call through the daemon, by schedule. */
export async function readPlannedOverrides(db: Kysely<Tables>): Promise<PlannedOverrides> {
  const rows = await db
    .selectFrom('states')
    .select(['key', 'value_json'])
    .where('kind', '=', 'oncall')
    .execute();
  // Only `write-commit` writes here, from values of this type.
  return new Map(rows.map(({ key, value_json }) => [key, JSON.parse(value_json) as PlannedOverride[]]));
}
