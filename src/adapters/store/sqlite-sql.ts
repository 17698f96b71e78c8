import { sql } from 'kysely';
import type Libsql from 'libsql';
import type { SqlDialect } from './sql-dialect.js';
import { SqliteBulkInsert } from './sqlite-bulk-insert.js';

/** How SQLite says it; transactions of its one connection take turns, so that each sees one instant. */
export function sqliteSql(database: Libsql.Database): SqlDialect {
  const bulk = new SqliteBulkInsert(database);
  return {
    insertMany(_, table, rows) {
      bulk.write(table, rows);
      return Promise.resolve();
    },
    listed: (texts) => sql`select value from json_each(${JSON.stringify(texts)})`,
    read: (db, work) => db.transaction().execute(work),
    write: (db, work) => db.transaction().execute(work),
  };
}
