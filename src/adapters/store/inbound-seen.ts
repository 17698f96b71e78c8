import type { Kysely } from 'kysely';
import type { InboundSeen } from '../../engine/ports.js';
import type { Tables } from './tables.js';

/** Fails when one of them is there already. */
export async function writeSeen(db: Kysely<Tables>, seen: readonly InboundSeen[]): Promise<void> {
  for (const { source, id, at } of seen) {
    await db.insertInto('inbound_seen').values({ source, id, at }).execute();
  }
}

export async function wasSeen(db: Kysely<Tables>, source: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('inbound_seen')
    .select('at')
    .where('source', '=', source)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
