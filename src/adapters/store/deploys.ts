import type { Kysely } from 'kysely';
import type { Deploy, LastDeploy } from '../../core/delivery/signal.js';
import type { Tables } from './tables.js';

/** Keeps a service's newest deploy; one that is told late does not replace a newer. */
export async function writeDeploy(db: Kysely<Tables>, deploy: Deploy): Promise<void> {
  const { service, version, at, url } = deploy;
  await db
    .insertInto('deploys')
    .values({ service, version, at, url: url ?? null })
    .onConflict((conflict) =>
      conflict
        .column('service')
        .doUpdateSet((row) => ({
          version: row.ref('excluded.version'),
          at: row.ref('excluded.at'),
          url: row.ref('excluded.url'),
        }))
        .whereRef('excluded.at', '>=', 'deploys.at'),
    )
    .execute();
}

export async function readDeploys(db: Kysely<Tables>): Promise<ReadonlyMap<string, LastDeploy>> {
  const rows = await db.selectFrom('deploys').selectAll().execute();
  return new Map(
    rows.map(({ service, version, at, url }) => [service, { version, at, ...(url === null ? {} : { url }) }]),
  );
}
