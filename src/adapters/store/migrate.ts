import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { FirebreakError } from '../../core/errors.js';
import { initial } from './migrations/0001-initial.js';
import { slotsByTime } from './migrations/0002-slots-by-time.js';
import { exclusionChanges } from './migrations/0003-exclusion-changes.js';
import { deliveryAttempts } from './migrations/0004-delivery-attempts.js';
import { access } from './migrations/0006-access.js';
import { inboundSeen } from './migrations/0007-inbound-seen.js';
import { replicas } from './migrations/0009-replicas.js';
import { incidentsByStatus } from './migrations/0010-incidents-by-status.js';
import { contactChecks } from './migrations/0012-contact-checks.js';
import { plannedOverrides } from './migrations/0014-planned-overrides.js';
import { pastFacts } from './migrations/0016-past-facts.js';
import type { Tables } from './tables.js';

/** Every migration by name, applied in the order of the names. Applied ones are never changed, only followed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-slots-by-time': slotsByTime,
  '0003-exclusion-changes': exclusionChanges,
  '0004-delivery-attempts': deliveryAttempts,
  '0006-access': access,
  '0007-inbound-seen': inboundSeen,
  '0009-replicas': replicas,
  '0010-incidents-by-status': incidentsByStatus,
  '0012-contact-checks': contactChecks,
  '0014-planned-overrides': plannedOverrides,
  '0016-past-facts': pastFacts,
};

/** The names of all migrations that this version knows. */
export const KNOWN_MIGRATIONS: ReadonlySet<string> = new Set(Object.keys(MIGRATIONS));

/**
 * Brings the schema up to date, all missing migrations in one transaction; of several daemons that start at once one does it.
 * @param place how to call the store in messages
 * @throws FirebreakError `invalid-input` when a newer Firebreak has changed the schema
 */
export async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new FirebreakError(
      'invalid-input',
      `${place} was written by a newer version of Firebreak (it has ${unknown.join(', ')}); start that version, or restore a backup from before the upgrade`,
    );
  }
  if (applied.length === Object.keys(MIGRATIONS).length) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('the migrations failed', { cause: error });
}

/** Asked directly, because the migrator lists only what it knows. Of daemons that start at once another may make the table meanwhile. */
async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}
