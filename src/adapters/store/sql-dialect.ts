import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { StoreCopy } from '../../engine/ports.js';
import type { BulkTable } from './bulk-tables.js';
import type { Tables } from './tables.js';

/** What SQLite and PostgreSQL say, or do, each in their own way; all else is the same for both. */
export interface SqlDialect {
  /** Puts many rows into a table in their order; of equal ones within `rows` the last counts. */
  insertMany<Row>(trx: Transaction<Tables>, table: BulkTable<Row>, rows: readonly Row[]): Promise<void>;
  /** Texts, however many, as a query that gives a row for each: for the right side of `in`. */
  listed(texts: readonly string[]): RawBuilder<string>;
  /** All that it reads is as it was at one instant. */
  read<Result>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  backup(db: Kysely<Tables>): Promise<StoreCopy>;
  /** All or nothing. */
  write<Result>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
}
