import type { Transaction } from 'kysely';
import type { StoredState } from '../../engine/ports.js';
import { readExclusionChanges } from './exclusions.js';
import { parseIncident } from './incidents.js';
import type { Tables } from './tables.js';

/** Everything that a starting daemon takes up again. */
export async function loadState(trx: Transaction<Tables>): Promise<StoredState> {
  const slots = await trx
    .selectFrom('slots')
    .select(['slo_id as sloId', 'level', 'start', 'bad', 'total', 'known_ms as knownMs'])
    .execute();
  const states = await trx.selectFrom('states').select(['kind', 'key', 'value_json']).execute();
  const open = await trx
    .selectFrom('incidents')
    .select('incident_json')
    .where('status', '<>', 'resolved')
    .orderBy('number')
    .execute();
  const last = await trx
    .selectFrom('incidents')
    .select((row) => row.fn.max('number').as('number'))
    .executeTakeFirst();
  return {
    slots,
    states: states.map(({ kind, key, value_json }) => ({
      kind,
      key,
      value: JSON.parse(value_json) as unknown,
    })),
    openIncidents: open.map(parseIncident),
    lastIncidentNumber: last?.number ?? 0,
    exclusionChanges: await readExclusionChanges(trx),
  };
}
