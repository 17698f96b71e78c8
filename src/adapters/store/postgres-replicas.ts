import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Replicas } from '../../engine/ports.js';
import type { SloStatus } from '../../engine/read-models.js';
import type { PostgresConnections } from './postgres-connection.js';
import { STATUSES } from './bulk-tables.js';
import { postgresSql } from './postgres-sql.js';
import type { Tables } from './tables.js';

/** A replica that has not been heard of for so long (ms) is gone, and its leases have run out. */
const GONE_AFTER = 5_000;

/** The database's clock in epoch ms: the only one that all replicas share. */
const NOW: RawBuilder<number> = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * @param me what this replica calls itself, here and where it takes messages
 * @param connections that `db` asks through
 */
export function postgresReplicas(
  db: Kysely<Tables>,
  me: string,
  connections: Pick<PostgresConnections, 'endHung'>,
): Replicas {
  return {
    me,
    leaseMs: GONE_AFTER,
    endHung: () => connections.endHung(GONE_AFTER),
    async look() {
      await sql`insert into replica_members (id, seen_at) values (${me}, ${NOW})
        on conflict (id) do update set seen_at = excluded.seen_at`.execute(db);
      const { rows } = await sql<{ id: string; now: number }>`
        select id, ${NOW} as now from replica_members where seen_at > ${NOW} - ${GONE_AFTER}::bigint`.execute(
        db,
      );
      const leases = await db.selectFrom('replica_leases').selectAll().execute();
      return { now: rows[0]?.now ?? 0, members: rows.map(({ id }) => id), leases };
    },
    async renew(buckets) {
      const { rows } = await sql<{ bucket: number; token: number }>`
        update replica_leases set until = ${NOW} + ${GONE_AFTER}::bigint
          where owner = ${me} and bucket = any(${[...buckets]}::bigint[]) returning bucket, token`.execute(
        db,
      );
      return new Map(rows.map(({ bucket, token }) => [bucket, token]));
    },
    async take(buckets) {
      // Whoever is just committing under a lease has its row locked: that one is asked for again at the next look.
      const { rows } = await sql<{ bucket: number; token: number }>`
        with free as (
          select bucket from replica_leases
            where bucket = any(${[...buckets]}::bigint[]) and until <= ${NOW} for update skip locked
        ), taken as (
          update replica_leases set owner = ${me}, token = token + 1, until = ${NOW} + ${GONE_AFTER}::bigint
            where bucket in (select bucket from free) returning bucket, token
        ), fresh as (
          insert into replica_leases (bucket, owner, token, until)
            select bucket, ${me}, 1, ${NOW} + ${GONE_AFTER}::bigint from unnest(${[...buckets]}::bigint[]) as wanted (bucket)
              where not exists (select 1 from replica_leases as had where had.bucket = wanted.bucket)
            on conflict (bucket) do nothing returning bucket, token
        )
        select bucket, token from taken union all select bucket, token from fresh`.execute(db);
      return new Map(rows.map(({ bucket, token }) => [bucket, token]));
    },
    async release(buckets) {
      await sql`update replica_leases set until = 0, owner = ''
        where owner = ${me} and bucket = any(${[...buckets]}::bigint[])`.execute(db);
    },
    async leave() {
      await sql`update replica_leases set until = 0, owner = '' where owner = ${me}`.execute(db);
      await sql`delete from replica_members where id = ${me}`.execute(db);
    },
    async freeMessages() {
      await sql`update outbox set leased_by = null, leased_until = null where state = 'pending' and leased_by is not null
        and leased_by not in (select id from replica_members where seen_at > ${NOW} - ${GONE_AFTER}::bigint)`.execute(
        db,
      );
      await sql`delete from replica_members where seen_at < ${NOW} - 3600000`.execute(db);
    },
    async takeNumbers(count) {
      const { rows } = await sql<{ value: number }>`
        insert into counters (name, value) select 'incident', coalesce(max(number), 0) + ${count}::bigint from incidents
          on conflict (name) do update set
            value = greatest(counters.value, (select coalesce(max(number), 0) from incidents)) + ${count}::bigint
          returning value`.execute(db);
      return (rows[0]?.value ?? count) - count + 1;
    },
    async tellStatuses(at, statuses) {
      const rows = statuses.map((status) => ({ at, status }));
      await db.transaction().execute((trx) => postgresSql.insertMany(trx, STATUSES, rows));
    },
    async toldStatuses(known) {
      const all = await db.selectFrom('slo_statuses').select(['slo_id', 'at']).execute();
      const news = all.filter(({ slo_id, at }) => known.get(slo_id)?.at !== at).map(({ slo_id }) => slo_id);
      const rows = await db
        .selectFrom('slo_statuses')
        .selectAll()
        .where(sql<boolean>`slo_id in (${postgresSql.listed(news)})`)
        .execute();
      const read = new Map(
        rows.map((row) => [row.slo_id, { at: row.at, status: JSON.parse(row.status_json) as SloStatus }]),
      );
      return new Map(
        all.flatMap(({ slo_id }) => {
          const told = read.get(slo_id) ?? known.get(slo_id);
          return told ? [[slo_id, told]] : [];
        }),
      );
    },
  };
}
