import type { Kysely } from 'kysely';
import { FirebreakError } from '../../core/errors.js';
import {
  overridesAfter,
  type PlannedOverride,
  type PlannedOverrideChange,
  type PlannedOverrides,
} from '../../core/oncall/planned-override.js';
import type { Tables } from './tables.js';

/** Adds to the list, which is never rewritten; of two replicas that give the same number, or take the same back, one is refused. */
export async function writePlannedOverrides(
  db: Kysely<Tables>,
  changes: readonly PlannedOverrideChange[],
): Promise<void> {
  for (const { schedule, kind, override } of changes) {
    const { number } = override;
    const rows = await db
      .insertInto('planned_override_changes')
      .values({ schedule, number, kind, override_json: JSON.stringify(override) })
      .onConflict((conflict) => conflict.columns(['schedule', 'number', 'kind']).doNothing())
      .returning('seq')
      .execute();
    if (rows.length === 0)
      throw new FirebreakError(
        'conflict',
        `somebody has changed the overrides of ${schedule} meanwhile: look at them, and try again`,
      );
  }
}

/** What people said of on-call through the daemon, by schedule. */
export async function readPlannedOverrides(db: Kysely<Tables>): Promise<PlannedOverrides> {
  const rows = await db
    .selectFrom('planned_override_changes')
    .select(['schedule', 'kind', 'override_json'])
    .orderBy('seq')
    .execute();
  return overridesAfter(
    rows.map(({ schedule, kind, override_json }) => ({
      schedule,
      kind,
      // Only `writePlannedOverrides` writes here, from values of this type.
      override: JSON.parse(override_json) as PlannedOverride,
    })),
  );
}
