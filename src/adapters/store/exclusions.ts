import type { Kysely } from 'kysely';
import type { ExclusionChange } from '../../core/exclusions/changes.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import type { Tables } from './tables.js';

/** Adds to the list, which is never rewritten. */
export async function writeExclusionChanges(
  db: Kysely<Tables>,
  changes: readonly ExclusionChange[],
): Promise<void> {
  for (const { at, action, by, reason, exclusion } of changes) {
    const values = { at, action, by, reason, exclusion_json: JSON.stringify(exclusion) };
    await db.insertInto('exclusion_changes').values(values).execute();
  }
}

/** All changes, oldest first; or so many of the newest, newest first. */
export async function readExclusionChanges(
  db: Kysely<Tables>,
  newest?: number,
): Promise<readonly ExclusionChange[]> {
  const query = db.selectFrom('exclusion_changes').select(['at', 'action', 'by', 'reason', 'exclusion_json']);
  const rows = await (newest === undefined
    ? query.orderBy('seq')
    : query.orderBy('seq', 'desc').limit(newest)
  ).execute();
  return rows.map(({ exclusion_json, ...change }) => ({
    ...change,
    exclusion: JSON.parse(exclusion_json) as Exclusion,
  }));
}
