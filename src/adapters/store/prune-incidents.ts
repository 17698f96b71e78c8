import type { Transaction } from 'kysely';
import { chunks } from './chunks.js';
import { parseIncident } from './incidents.js';
import type { Tables } from './tables.js';

/** Removes incidents that were resolved before an instant, with their timelines and messages. */
export async function pruneIncidents(trx: Transaction<Tables>, before: number): Promise<void> {
  const candidates = await trx
    .selectFrom('incidents')
    .select('incident_json')
    .where('status', '=', 'resolved')
    // Only to ask for fewer: what counts is when it was resolved, which is not before.
    .where('opened_at', '<', before)
    .where('number', '<', (build) =>
      build.selectFrom('incidents').select((row) => row.fn.max('number').as('last')),
    )
    .where('id', 'not in', (build) =>
      build
        .selectFrom('outbox')
        .select('incident_id')
        .where('state', '=', 'pending')
        .where('incident_id', 'is not', null)
        .$castTo<{ incident_id: string }>(),
    )
    .execute();
  const old = candidates.map(parseIncident).filter(({ resolvedAt = Infinity }) => resolvedAt < before);
  for (const some of chunks(old.map(({ id }) => id))) {
    await trx.deleteFrom('outbox').where('incident_id', 'in', some).execute();
    await trx.deleteFrom('incident_events').where('incident_id', 'in', some).execute();
    await trx.deleteFrom('incidents').where('id', 'in', some).execute();
  }
}
