import { randomUUID } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { FirebreakError } from '../../core/errors.js';
import type { Replicas, Store } from '../../engine/ports.js';
import { migrate } from './migrate.js';
import { connectPostgres } from './postgres-connection.js';
import { DurablePostgresDialect } from './postgres-dialect.js';
import { explainPostgresError } from './postgres-errors.js';
import { type PostgresOptions, placeOf } from './postgres-options.js';
import { postgresReplicas } from './postgres-replicas.js';
import { postgresSql } from './postgres-sql.js';
import { sqlStore } from './sql-store.js';
import type { Tables } from './tables.js';

/** The first with transaction ids of 64 bits that one can ask about. */
const OLDEST_SERVER = 13;

/**
 * Opens the store in a PostgreSQL database that exists. A connection that is lost later is made again with the next question.
 * @throws FirebreakError `not-ready` when it cannot be reached; `invalid-input` when it cannot be used, or was written by a newer version
 */
export async function openPostgresStore(
  options: PostgresOptions,
): Promise<{ readonly store: Store; readonly replicas: Replicas }> {
  const place = `the store ${placeOf(options)}`;
  const connections = connectPostgres(options);
  const db = new Kysely<Tables>({ dialect: new DurablePostgresDialect(connections) });
  try {
    await refuseUnfit(db, place);
    await migrate(db, place);
  } catch (error) {
    await db.destroy();
    throw explainPostgresError(error, place);
  }
  const me = randomUUID();
  return { store: sqlStore(db, postgresSql, me), replicas: postgresReplicas(db, me, connections) };
}

async function refuseUnfit(db: Kysely<Tables>, place: string): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding
  `.execute(db);
  const { version = 0, encoding = '' } = rows[0] ?? {};
  const major = Math.floor(version / 10_000);
  if (major < OLDEST_SERVER) {
    throw new FirebreakError(
      'invalid-input',
      `${place} is on PostgreSQL ${major}; Firebreak needs ${OLDEST_SERVER} or newer`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new FirebreakError(
      'invalid-input',
      `${place} has the encoding ${encoding}; create it with --encoding=UTF8`,
    );
  }
}
