import type { Transaction } from 'kysely';
import type { Horizons } from '../../engine/ports.js';
import { prunePastFacts } from './past-facts.js';
import { pruneIncidents } from './prune-incidents.js';
import type { Tables } from './tables.js';

/**
 * Removes what has grown too old. Pending messages stay, however old, and so do the failed ones of an incident that is not
 * resolved: they say why nobody came.
 */
export async function prune(
  trx: Transaction<Tables>,
  { messages, refreshes, canaries, incidents, facts, slots }: Horizons,
): Promise<void> {
  for (const horizon of slots) {
    await trx
      .deleteFrom('slots')
      .where('level', '=', horizon.level)
      .where('start', '<', horizon.before)
      .execute();
  }
  await trx.deleteFrom('inbound_seen').where('at', '<', messages).execute();
  const repeated = [
    ['refresh', refreshes],
    ['canary', canaries],
  ] as const;
  for (const [kind, before] of repeated) {
    await trx
      .deleteFrom('outbox')
      .where('created_at', '<', before)
      .where('kind', '=', kind)
      .where('state', '<>', 'pending')
      .execute();
  }
  await trx
    .deleteFrom('outbox')
    .where('created_at', '<', messages)
    .where(({ and, or, eb, selectFrom }) =>
      or([
        eb('state', 'in', ['delivered', 'discarded']),
        and([
          eb('state', '=', 'failed'),
          or([
            eb('incident_id', 'is', null),
            eb('incident_id', 'in', selectFrom('incidents').select('id').where('status', '=', 'resolved')),
          ]),
        ]),
      ]),
    )
    .execute();
  await pruneIncidents(trx, incidents);
  await prunePastFacts(trx, facts);
  for (const table of ['delivery_attempts', 'delivery_changes'] as const) {
    await trx
      .deleteFrom(table)
      .where('delivery_id', 'not in', (build) => build.selectFrom('outbox').select('id'))
      .execute();
  }
  await trx.deleteFrom('sessions').where('last_seen_at', '<', messages).execute();
}
