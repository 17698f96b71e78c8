import type { Kysely } from 'kysely';
import type { GateOverride } from '../../core/error-budget/gate-override.js';
import type { Tables } from './tables.js';

/** What somebody said last of each gate, by service. */
export async function readGateOverrides(db: Kysely<Tables>): Promise<ReadonlyMap<string, GateOverride>> {
  const rows = await db
    .selectFrom('states')
    .select(['key', 'value_json'])
    .where('kind', '=', 'gate')
    .execute();
  // Only `write-commit` writes here, from values of this type.
  return new Map(rows.map(({ key, value_json }) => [key, JSON.parse(value_json) as GateOverride]));
}
