import type { Kysely } from 'kysely';
import type { Signal } from '../../core/delivery/signal.js';
import { groupBy } from '../../core/group-by.js';
import type { DeliveryFilter } from '../../engine/ports.js';
import type { Acknowledgement, AttemptStatus, DeliveryStatus } from '../../engine/read-models.js';
import { chunks } from './chunks.js';
import { parseIncident } from './incidents.js';
import type { Tables } from './tables.js';

/** The messages that fit the filter, the newest first, whatever became of them. */
export async function readDeliveries(
  db: Kysely<Tables>,
  filter: DeliveryFilter,
): Promise<readonly DeliveryStatus[]> {
  const { state, receiver, dedupKey, incidents, signalIds, refreshes, news, limit } = filter;
  let query = columns(db).where('kind', '<>', 'canary').orderBy('seq', 'desc').limit(limit);
  if (state !== undefined) query = query.where('state', '=', state);
  if (receiver !== undefined) query = query.where('receiver', '=', receiver);
  if (dedupKey !== undefined) query = query.where('dedup_key', '=', dedupKey);
  if (incidents !== undefined) query = query.where('incident_id', 'in', incidents);
  if (signalIds !== undefined) query = query.where('signal_id', 'in', signalIds);
  if (refreshes === false) query = query.where('kind', '<>', 'refresh');
  if (news === false) query = query.where('kind', '<>', 'incident');
  return complete(db, await query.execute());
}

/** By its id, or by what people call it. */
export async function readDelivery(db: Kysely<Tables>, name: string): Promise<DeliveryStatus | undefined> {
  const seq = /^DLV-(\d{1,15})$/.exec(name)?.[1];
  const query = columns(db);
  const found = seq === undefined ? query.where('id', '=', name) : query.where('seq', '=', Number(seq));
  const [delivery] = await complete(db, await found.execute());
  return delivery;
}

export async function countDeadLetters(db: Kysely<Tables>): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('outbox')
    .select((outbox) => ['receiver', outbox.fn.countAll<number>().as('count')])
    .where('state', '=', 'failed')
    .where('kind', 'not in', ['refresh', 'canary'])
    .groupBy('receiver')
    .orderBy('receiver')
    .execute();
  return new Map(rows.map(({ receiver, count }) => [receiver, count]));
}

function columns(db: Kysely<Tables>) {
  return db
    .selectFrom('outbox')
    .select(['seq', 'id', 'receiver', 'signal_id', 'dedup_key', 'slo_id', 'incident_id', 'kind', 'state'])
    .select(['attempts', 'created_at', 'next_attempt_at', 'accepted_at', 'accepted_receipt'])
    .select(['delivered_at', 'receipt', 'last_error', 'signal_json']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['execute']>>[number];

/** With what is kept of them elsewhere. */
async function complete(db: Kysely<Tables>, rows: readonly Row[]): Promise<readonly DeliveryStatus[]> {
  const ids = rows.map(({ id }) => id);
  const attempts = await readAttempts(db, ids);
  const changes = await readChanges(db, ids);
  const acknowledged = await readAcknowledgements(
    db,
    rows.flatMap((row) => row.incident_id ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    ref: `DLV-${row.seq}`,
    receiver: row.receiver,
    signalId: row.signal_id,
    dedupKey: row.dedup_key,
    sloId: row.slo_id,
    incidentId: row.incident_id ?? undefined,
    kind: row.kind,
    ...alertOf(row),
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
    receipt: row.receipt ?? row.accepted_receipt ?? undefined,
    lastError: row.last_error ?? undefined,
    attemptLog: (attempts.get(row.id) ?? []).map(attemptOf),
    changes: (changes.get(row.id) ?? []).map(({ at, action, by, reason }) => ({ at, action, by, reason })),
    acknowledged: answerTo(row, acknowledged.get(row.incident_id ?? '')),
  }));
}

function alertOf({ signal_json: text }: Row): Pick<DeliveryStatus, 'cause' | 'severity'> {
  const { cause, severity } = JSON.parse(text) as Pick<Signal, 'cause' | 'severity'>;
  return { cause, severity };
}

/** Only who was called has anything to acknowledge; that an incident is in hand already is no answer to what came after. */
function answerTo(
  { kind, created_at: createdAt }: Row,
  acknowledged: Acknowledgement | undefined,
): Acknowledgement | undefined {
  const calls = kind === 'trigger' || kind === 'refresh';
  return calls && acknowledged && acknowledged.at >= createdAt ? acknowledged : undefined;
}

export async function readReceipt(db: Kysely<Tables>, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('receipt')
    .where('id', '=', id)
    .where('state', '=', 'delivered')
    .executeTakeFirst();
  return row?.receipt ?? undefined;
}

function attemptOf(row: {
  readonly begun_at: number;
  readonly ended_at: number | null;
  readonly outcome: AttemptStatus['outcome'] | null;
  readonly detail: string | null;
}): AttemptStatus {
  return {
    begunAt: row.begun_at,
    endedAt: row.ended_at ?? undefined,
    outcome: row.outcome ?? undefined,
    detail: row.detail ?? undefined,
  };
}

/** Oldest first, by message. */
async function readAttempts(db: Kysely<Tables>, ids: readonly string[]) {
  const rows = await inChunks(ids, (some) =>
    db
      .selectFrom('delivery_attempts')
      .select(['delivery_id', 'begun_at', 'ended_at', 'outcome', 'detail'])
      .where('delivery_id', 'in', some)
      .orderBy('seq')
      .execute(),
  );
  return groupBy(rows, (row) => row.delivery_id);
}

async function readChanges(db: Kysely<Tables>, ids: readonly string[]) {
  const rows = await inChunks(ids, (some) =>
    db
      .selectFrom('delivery_changes')
      .select(['delivery_id', 'at', 'action', 'by', 'reason'])
      .where('delivery_id', 'in', some)
      .orderBy('seq')
      .execute(),
  );
  return groupBy(rows, (row) => row.delivery_id);
}

async function readAcknowledgements(
  db: Kysely<Tables>,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, Acknowledgement>> {
  const rows = await inChunks([...new Set(incidentIds)], (some) =>
    db.selectFrom('incidents').select('incident_json').where('id', 'in', some).execute(),
  );
  return new Map(
    rows.map(parseIncident).flatMap((incident) => {
      const { id, acknowledgedAt: at, acknowledgedBy: by, acknowledgedVia: via = 'API' } = incident;
      return at === undefined || by === undefined ? [] : [[id, { at, by, via }]];
    }),
  );
}

async function inChunks<Row>(
  ids: readonly string[],
  read: (some: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of chunks(ids)) rows.push(...(await read(some)));
  return rows;
}
