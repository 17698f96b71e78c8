import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

/** A part of the words of a schema that SQLite and PostgreSQL have each their own for. */
interface Columns {
  /** Epoch ms and counts; 64 bits. */
  readonly whole: 'integer' | 'bigint';
  /** Floating point; 64 bits. */
  readonly real: 'real' | 'double precision';
}

export function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

export function columns(db: Kysely<unknown>): Columns {
  return isPostgres(db) ? { whole: 'bigint', real: 'double precision' } : { whole: 'integer', real: 'real' };
}

/** For a primary key of type `columns(db).whole` that the database counts up by itself, and never gives twice. */
export function identity(db: Kysely<unknown>) {
  return (column: ColumnDefinitionBuilder) =>
    isPostgres(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey().autoIncrement();
}

/** For a table that is only ever looked up by its primary key: SQLite then keeps the rows in the key's order. */
export function byPrimaryKey(db: Kysely<unknown>) {
  return <Table extends { modifyEnd(modifier: ReturnType<typeof sql>): Table }>(table: Table): Table =>
    isPostgres(db) ? table : table.modifyEnd(sql`without rowid`);
}
