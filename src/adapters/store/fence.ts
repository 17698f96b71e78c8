import { sql, type Transaction } from 'kysely';
import { FirebreakError } from '../../core/errors.js';
import type { Commit } from '../../engine/ports.js';
import { parseIncident } from './incidents.js';
import type { Tables } from './tables.js';

/**
 * Refuses a commit of a replica that another has taken a bucket from meanwhile, or that is about an incident which somebody has changed
 * since it was looked at. The leases stay as they are until the transaction ends: whoever wants to take one waits, but its owner may renew it.
 */
export async function refuseLost(
  trx: Transaction<Tables>,
  fence: ReadonlyMap<number, number>,
  change: Commit,
  owner: string,
): Promise<void> {
  const buckets = [...fence.keys()];
  const { rows } = await sql<{ bucket: number; token: number }>`
    select bucket, token from replica_leases
      where bucket = any(${buckets}::bigint[]) and owner = ${owner} order by bucket for key share`.execute(
    trx,
  );
  const held = new Map(rows.map(({ bucket, token }) => [bucket, token]));
  const lost = buckets.filter((bucket) => held.get(bucket) !== fence.get(bucket));
  if (lost.length > 0) {
    throw new FirebreakError(
      'conflict',
      `another replica has taken over ${lost.length} of ${buckets.length} buckets`,
    );
  }
  await refuseStale(trx, change);
}

async function refuseStale(trx: Transaction<Tables>, change: Commit): Promise<void> {
  const incidents = change.incidents ?? [];
  if (incidents.length === 0) return;
  const rows = await trx
    .selectFrom('incidents')
    .select('incident_json')
    .where('id', '=', sql<string>`any(${incidents.map(({ id }) => id)}::text[])`)
    .forUpdate()
    .execute();
  for (const stored of rows.map(parseIncident)) {
    const next = incidents.find(({ id }) => id === stored.id);
    const added = (change.incidentEvents ?? []).filter(({ incidentId }) => incidentId === stored.id).length;
    if (next && next.eventCount !== stored.eventCount + added) {
      throw new FirebreakError('conflict', `${stored.id} has changed meanwhile`);
    }
  }
}
