import { resolve } from 'node:path';
import { sql } from 'kysely';
import type Libsql from 'libsql';
import type { SqlDialect } from './sql-dialect.js';
import { SqliteBulkInsert } from './sqlite-bulk-insert.js';
import { copySqlite } from './sqlite-copy.js';

/** How SQLite says it; transactions of its one connection take turns, so that each sees one instant. */
export function sqliteSql(database: Libsql.Database, path: string): SqlDialect {
  const bulk = new SqliteBulkInsert(database);
  return {
    insertMany(_, table, rows) {
      bulk.write(table, rows);
      return Promise.resolve();
    },
    listed: (texts) => sql`select value from json_each(${JSON.stringify(texts)})`,
    read: (db, work) => db.transaction().execute(work),
    backup: (db) => copySqlite(db, path === ':memory:' ? path : resolve(path)),
    write: (db, work) => db.transaction().execute(work),
  };
}
