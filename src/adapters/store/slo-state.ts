import type { Kysely } from 'kysely';
import type { AskedSlots, SlotRecord, StoredState } from '../../engine/ports.js';
import type { Tables } from './tables.js';

/** Values of one query. */
const CHUNK = 1000;

/** What is stored of one SLO. Its slots are asked for by their starts, because slots lie by time: among those of thousands of SLOs none is looked for. */
export async function readSloState(
  db: Kysely<Tables>,
  id: string,
  asked: readonly AskedSlots[],
): Promise<Pick<StoredState, 'slots' | 'states'>> {
  const states = await db
    .selectFrom('states')
    .select(['kind', 'key', 'value_json'])
    .where('kind', 'in', ['alert', 'reader', 'series'])
    .where('key', '=', id)
    .execute();
  const slots: SlotRecord[] = [];
  for (const { level, starts } of asked) {
    for (let from = 0; from < starts.length; from += CHUNK) {
      const found = await db
        .selectFrom('slots')
        .select(['slo_id as sloId', 'level', 'start', 'bad', 'total', 'known_ms as knownMs'])
        .where('level', '=', level)
        .where('start', 'in', starts.slice(from, from + CHUNK))
        .where('slo_id', '=', id)
        .orderBy('start')
        .execute();
      slots.push(...found);
    }
  }
  return {
    slots,
    states: states.map(({ kind, key, value_json }) => ({
      kind,
      key,
      value: JSON.parse(value_json) as unknown,
    })),
  };
}
