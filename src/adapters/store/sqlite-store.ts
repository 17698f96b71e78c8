import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import type { Store } from '../../engine/ports.js';
import { migrate } from './migrate.js';
import { sqlStore } from './sql-store.js';
import { connectSqlite, explainSqliteError } from './sqlite-connection.js';
import { DurableSqliteDialect } from './sqlite-dialect.js';
import { sqliteSql } from './sqlite-sql.js';
import type { Tables } from './tables.js';

/**
 * Opens the store in a SQLite file, which is created with its folders when it is missing; `:memory:` keeps nothing.
 * @throws FirebreakError `conflict` when another daemon has the file open; `invalid-input` when it cannot be opened, is
 * damaged, or was written by a newer version
 */
export async function openSqliteStore(path: string): Promise<Store> {
  const database = connectSqlite(path);
  const db = new Kysely<Tables>({ dialect: new DurableSqliteDialect(database) });
  try {
    await migrate(db, `the store ${path}`);
    // Whoever had the file before is gone, and holds nothing any more.
    await db
      .updateTable('outbox')
      .set({ leased_by: null, leased_until: null })
      .where('leased_by', 'is not', null)
      .execute();
  } catch (error) {
    await db.destroy();
    throw explainSqliteError(error, path);
  }
  return sqlStore(db, sqliteSql(database, path), randomUUID());
}
