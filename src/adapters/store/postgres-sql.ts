import { type Kysely, sql, type Transaction } from 'kysely';
import { FirebreakError } from '../../core/errors.js';
import { bulkInsertQuery } from './postgres-bulk-insert.js';
import { isRefusal } from './postgres-errors.js';
import type { SqlDialect } from './sql-dialect.js';
import type { Tables } from './tables.js';

/** How long it is tried to find out what became of a commit whose answer was lost. */
const ASK_LIMIT_MS = 5_000;
const ASK_AGAIN_MS = 200;

/** How PostgreSQL says it. */
export const postgresSql: SqlDialect = {
  async insertMany(trx, table, rows) {
    if (rows.length > 0) await trx.executeQuery(bulkInsertQuery(table, rows));
  },
  listed: (texts) => sql`select unnest(${[...texts]}::text[])`,
  read: (db, work) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
  backup: () =>
    Promise.reject(
      new FirebreakError('invalid-input', 'the store is in PostgreSQL, whose own tools back it up: pg_dump'),
    ),
  write,
};

async function write<Result>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  let done: { readonly result: Result; readonly id: string | null } | undefined;
  try {
    await db.transaction().execute(async (trx) => {
      const result = await work(trx);
      done = { result, id: await transactionId(trx) };
    });
  } catch (error) {
    const committing = done?.id !== undefined && done.id !== null && !isRefusal(error);
    if (!committing || !(await wasCommitted(db, done?.id ?? ''))) throw error;
  }
  if (!done) throw new Error('a transaction has ended without its work');
  return done.result;
}

/** Null when nothing was written. */
async function transactionId(trx: Transaction<Tables>): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null;
  }>`select pg_current_xact_id_if_assigned()::text as id`.execute(trx);
  return rows[0]?.id ?? null;
}

/** What became of a transaction whose connection was lost while it was being committed. False as well when that cannot be found out. */
async function wasCommitted(db: Kysely<Tables>, id: string): Promise<boolean> {
  for (const until = performance.now() + ASK_LIMIT_MS; performance.now() < until; ) {
    const status = await statusOf(db, id).catch(() => undefined);
    if (status === 'committed' || status === 'aborted') return status === 'committed';
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  return false;
}

async function statusOf(db: Kysely<Tables>, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ status: string | null }>`select pg_xact_status(${id}::xid8) as status`.execute(
    db,
  );
  return rows[0]?.status ?? undefined;
}
