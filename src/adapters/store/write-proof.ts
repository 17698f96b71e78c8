import { sql, type Transaction } from 'kysely';
import type { Tables } from './tables.js';

/** One row, however often and by however many processes it is written. */
export async function writeProof(trx: Transaction<Tables>, at: number): Promise<void> {
  await sql`insert into counters (name, value) values ('written-at', ${at})
    on conflict (name) do update set value = excluded.value`.execute(trx);
}
