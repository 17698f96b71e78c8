import type { Kysely, Selectable } from 'kysely';
import type { Token } from '../../core/access/token.js';
import type { Tables } from './tables.js';

/** Writes tokens in the place of those of their ids; when one was used last is not in it. */
export async function writeTokens(db: Kysely<Tables>, tokens: readonly Token[]): Promise<void> {
  for (const token of tokens) {
    const { id, name, scope, digest, previous, createdAt, createdBy, expiresAt, revokedAt } = token;
    const values = {
      name,
      scope,
      digest,
      previous_digest: previous?.digest ?? null,
      previous_until: previous?.until ?? null,
      created_at: createdAt,
      created_by: createdBy,
      expires_at: expiresAt ?? null,
      revoked_at: revokedAt ?? null,
    };
    await db
      .insertInto('tokens')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
  }
}

export async function readTokens(db: Kysely<Tables>): Promise<readonly Token[]> {
  return (await db.selectFrom('tokens').selectAll().execute()).map(tokenOf);
}

/** Of several replicas the one that saw it last is right. */
export async function writeTokenUse(db: Kysely<Tables>, id: string, at: number): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<', at)]))
    .execute();
}

function tokenOf(row: Selectable<Tables['tokens']>): Token {
  const { previous_digest: digest, previous_until: until } = row;
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    digest: row.digest,
    previous: digest === null || until === null ? undefined : { digest, until },
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}
