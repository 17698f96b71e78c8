import type { Kysely, Selectable } from 'kysely';
import type { Incident, IncidentEvent, IncidentEventKind } from '../../core/incident/incident.js';
import { owesAllClear } from '../../core/incident/all-clear.js';
import { openRollbacks } from '../../core/incident/rollback-run.js';
import { fromStored, type StoredIncident } from '../../core/incident/stored.js';
import type { Store } from '../../engine/ports.js';
import { chunks } from './chunks.js';
import type { Tables } from './tables.js';

/** What the column says of a resolved incident; `ending` while people who were called are still to hear of it, a hook has not answered, or an all-clear is owed. */
export const OVER = ['resolved', 'ending'] as const;

/** The n of INC-n; 0 for an id of another form. */
export function incidentNumber(id: string): number {
  return Number(/^INC-(\d+)$/.exec(id)?.[1] ?? 0);
}

export function statusColumn(incident: Incident): string {
  const { status, calls, callsOver } = incident;
  const isWaiting = callsOver < calls.length || openRollbacks(incident).length > 0 || owesAllClear(incident);
  return status === 'resolved' && isWaiting ? 'ending' : status;
}

/** The incidents that fit the filter, newest first. */
export async function findIncidents(
  db: Kysely<Tables>,
  filter: Parameters<Store['incidents']>[0],
): Promise<readonly Incident[]> {
  let query = db.selectFrom('incidents').select('incident_json');
  if (filter.open !== undefined) query = query.where('status', filter.open ? 'not in' : 'in', OVER);
  if (filter.unsettled) query = query.where('status', '<>', 'resolved');
  if (filter.service !== undefined) query = query.where('service', '=', filter.service);
  if (filter.openedSince !== undefined) query = query.where('opened_at', '>=', filter.openedSince);
  if (filter.before) {
    const { id, openedAt } = filter.before;
    const number = incidentNumber(id);
    query = query.where(({ and, or, eb }) =>
      or([eb('opened_at', '<', openedAt), and([eb('opened_at', '=', openedAt), eb('number', '<', number)])]),
    );
  }
  const rows = await query
    .orderBy('opened_at', 'desc')
    .orderBy('number', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map(parseIncident);
}

export async function findIncident(db: Kysely<Tables>, id: string): Promise<Incident | undefined> {
  const row = await db
    .selectFrom('incidents')
    .select('incident_json')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && parseIncident(row);
}

/** Those of these ids that there are. */
export async function findIncidentsById(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Incident>> {
  const found = new Map<string, Incident>();
  for (const some of chunks(ids)) {
    const rows = await db.selectFrom('incidents').select('incident_json').where('id', 'in', some).execute();
    for (const incident of rows.map(parseIncident)) found.set(incident.id, incident);
  }
  return found;
}

/** The incident of the newest alert that was opened under this key by `at`: vendors know our alerts by it. */
export async function incidentOfKey(
  db: Kysely<Tables>,
  dedupKey: string,
  at: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('incident_id')
    .where('dedup_key', '=', dedupKey)
    .where('kind', '=', 'trigger')
    .where('incident_id', 'is not', null)
    .where('created_at', '<=', at)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.incident_id ?? undefined;
}

/** The events of one incident in their order; empty when there is no such incident. */
export async function readTimeline(
  db: Kysely<Tables>,
  incidentId: string,
): Promise<readonly IncidentEvent[]> {
  const rows = await db
    .selectFrom('incident_events')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('seq')
    .execute();
  return rows.map(parseEvent);
}

/** The events of one kind of several incidents. */
export async function readEventsOf(
  db: Kysely<Tables>,
  incidentIds: readonly string[],
  kind: IncidentEventKind,
): Promise<readonly IncidentEvent[]> {
  const events: IncidentEvent[] = [];
  for (const some of chunks(incidentIds)) {
    const rows = await db
      .selectFrom('incident_events')
      .selectAll()
      .where('incident_id', 'in', some)
      .where('kind', '=', kind)
      .orderBy('incident_id')
      .orderBy('seq')
      .execute();
    events.push(...rows.map(parseEvent));
  }
  return events;
}

function parseEvent({
  incident_id,
  data_json,
  kind,
  ...event
}: Selectable<Tables['incident_events']>): IncidentEvent {
  return {
    ...event,
    incidentId: incident_id,
    // Only `write-commit` writes here, from values of these types.
    kind: kind as IncidentEventKind,
    data: JSON.parse(data_json) as IncidentEvent['data'],
  };
}

export function parseIncident(row: { readonly incident_json: string }): Incident {
  return fromStored(JSON.parse(row.incident_json) as StoredIncident);
}
