import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { SlotRecord, StoredState } from '../../engine/ports.js';
import { readExclusionChanges } from './exclusions.js';
import { OVER, parseIncident } from './incidents.js';
import type { SqlDialect } from './sql-dialect.js';
import type { Tables } from './tables.js';

/** Slots that are read at once. */
const PAGE = 50_000;

/**
 * Everything that a starting daemon takes up again.
 * @param has of the keys that states are stored under: those that are asked for; all when undefined
 */
export async function loadState(
  trx: Transaction<Tables>,
  dialect: SqlDialect,
  has?: (key: string) => boolean,
): Promise<StoredState> {
  const keys = has && (await storedKeys(trx)).filter(has);
  const wanted = keys && dialect.listed(keys);
  const slots = await readSlots(trx, wanted);
  const states = await trx
    .selectFrom('states')
    .select(['kind', 'key', 'value_json'])
    .$if(wanted !== undefined, (query) => query.where(sql<boolean>`key in (${wanted})`))
    .execute();
  const open = await trx
    .selectFrom('incidents')
    .select('incident_json')
    .where('status', 'not in', OVER)
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
    openIncidents: open.map(parseIncident).filter(({ sloId }) => has?.(sloId) ?? true),
    lastIncidentNumber: last?.number ?? 0,
    exclusionChanges: await readExclusionChanges(trx),
  };
}

/** Page by page, because those of thousands of SLOs take longer than one query may. */
async function readSlots(
  trx: Transaction<Tables>,
  wanted: RawBuilder<string> | undefined,
): Promise<SlotRecord[]> {
  const slots: SlotRecord[] = [];
  for (let last: SlotRecord | undefined; ; last = slots.at(-1)) {
    const page = await trx
      .selectFrom('slots')
      .select(['slo_id as sloId', 'level', 'start', 'bad', 'total', 'known_ms as knownMs'])
      .$if(wanted !== undefined, (query) => query.where(sql<boolean>`slo_id in (${wanted})`))
      .$if(last !== undefined, (query) =>
        query.where(sql<boolean>`(level, start, slo_id) > (${last?.level}, ${last?.start}, ${last?.sloId})`),
      )
      .orderBy('level')
      .orderBy('start')
      .orderBy('slo_id')
      .limit(PAGE)
      .execute();
    for (const slot of page) slots.push(slot);
    if (page.length < PAGE) return slots;
  }
}

async function storedKeys(trx: Transaction<Tables>): Promise<string[]> {
  const rows = await trx.selectFrom('states').select('key').distinct().execute();
  return rows.map(({ key }) => key);
}
