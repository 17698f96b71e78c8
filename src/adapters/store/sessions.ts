import type { Kysely } from 'kysely';
import type { Session } from '../../core/access/session.js';
import type { Tables } from './tables.js';

export async function writeSessions(
  db: Kysely<Tables>,
  begun: readonly Session[],
  ended: readonly string[],
): Promise<void> {
  for (const digest of ended) await db.deleteFrom('sessions').where('digest', '=', digest).execute();
  for (const { digest, name, scope, begunAt, lastSeenAt } of begun) {
    const values = { digest, name, scope, begun_at: begunAt, last_seen_at: lastSeenAt };
    await db.insertInto('sessions').values(values).execute();
  }
}

export async function findSession(db: Kysely<Tables>, digest: string): Promise<Session | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('digest', '=', digest).executeTakeFirst();
  if (!row) return undefined;
  const { name, scope, begun_at: begunAt, last_seen_at: lastSeenAt } = row;
  return { digest, name, scope, begunAt, lastSeenAt };
}

export async function writeSessionUse(db: Kysely<Tables>, digest: string, at: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_seen_at: at })
    .where('digest', '=', digest)
    .where('last_seen_at', '<', at)
    .execute();
}
