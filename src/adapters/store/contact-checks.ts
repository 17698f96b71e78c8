import type { Kysely } from 'kysely';
import { FirebreakError } from '../../core/errors.js';
import type { ContactCheck } from '../../core/oncall/contact-check.js';
import type { Tables } from './tables.js';

/** Writes each in the place of its revision before: of two who change the same one, here or in another replica, one is refused. */
export async function writeContactChecks(db: Kysely<Tables>, checks: readonly ContactCheck[]): Promise<void> {
  for (const check of checks) {
    const { digest, revision } = check;
    const written = { revision, check_json: JSON.stringify(check) };
    const rows =
      revision === 1
        ? await db
            .insertInto('contact_checks')
            .values({ digest, ...written })
            .onConflict((conflict) => conflict.column('digest').doNothing())
            .returning('digest')
            .execute()
        : await db
            .updateTable('contact_checks')
            .set(written)
            .where('digest', '=', digest)
            .where('revision', '=', revision - 1)
            .returning('digest')
            .execute();
    if (rows.length === 0)
      throw new FirebreakError('conflict', 'somebody has tested or verified this contact meanwhile');
  }
}

export async function readContactChecks(db: Kysely<Tables>): Promise<readonly ContactCheck[]> {
  const rows = await db.selectFrom('contact_checks').select('check_json').orderBy('digest').execute();
  // Only `writeContactChecks` writes here, from values of this type.
  return rows.map(({ check_json }) => JSON.parse(check_json) as ContactCheck);
}
