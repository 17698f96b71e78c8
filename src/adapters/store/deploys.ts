import type { Kysely } from 'kysely';
import type { LastDeploy } from '../../core/delivery/signal.js';
import type { Tables } from './tables.js';

/** Keeps a service's newest deploy; one that is told late does not replace a newer. */
export async function writeDeploy(db: Kysely<Tables>, service: string, deploy: LastDeploy): Promise<void> {
  await db
    .insertInto('deploys')
    .values({ service, version: deploy.version, at: deploy.at, url: deploy.url ?? null })
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
