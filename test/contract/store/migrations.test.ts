import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, Migrator, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/adapters/store/migrate.js';
import { connectPostgres } from '../../../src/adapters/store/postgres-connection.js';
import { DurablePostgresDialect } from '../../../src/adapters/store/postgres-dialect.js';
import { openPostgresStore } from '../../../src/adapters/store/postgres-store.js';
import { connectSqlite } from '../../../src/adapters/store/sqlite-connection.js';
import { DurableSqliteDialect } from '../../../src/adapters/store/sqlite-dialect.js';
import { openSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import type { Store } from '../../../src/engine/ports.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';
import { sampleEvent, sampleIncident, sampleRow, T0 } from '../../support/store-samples.js';

const VERSIONS = Object.keys(MIGRATIONS).sort();

const folder = mkdtempSync(join(tmpdir(), 'firebreak-migrations-'));
let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ fsync: 'off' });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A store as a Firebreak of that version has left it: with an open incident, its alert and a message that waits. */
async function leave(dialect: Dialect, version: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateTo(version);
  expect(error).toBeUndefined();
  const [incident, event, row] = [sampleIncident(), sampleEvent(), sampleRow()];
  const [incidentJson, data, signal] = [incident, event.data, row.signal].map((value) =>
    JSON.stringify(value),
  );
  await sql`insert into incidents (id, number, service, status, opened_at, incident_json)
    values (${incident.id}, 1, ${incident.service}, ${incident.status}, ${T0}, ${incidentJson})`.execute(db);
  await sql`insert into incident_events (incident_id, seq, at, kind, "by", text, data_json)
    values (${incident.id}, 1, ${T0}, ${event.kind}, ${event.by}, ${event.text}, ${data})`.execute(db);
  await sql`insert into outbox (id, receiver, dedup_key, signal_id, slo_id, kind, signal_json, created_at, state, attempts, next_attempt_at)
    values (${row.id}, ${row.receiver}, ${row.signal.dedupKey}, ${row.signal.id}, ${row.signal.sloId}, 'trigger', ${signal},
      ${T0}, 'pending', 0, ${T0})`.execute(db);
  await sql`insert into deploys (service, version, at, url) values ('checkout', 'v7', ${T0}, null)`.execute(
    db,
  );
  await sql`insert into states (kind, key, value_json) values ('alert', ${incident.sloId}, '{"old":true}')`.execute(
    db,
  );
  await db.destroy();
}

async function expectTakenUp(store: Store, version: string): Promise<void> {
  const { openIncidents, states, lastIncidentNumber } = await store.load();
  expect(openIncidents).toEqual([sampleIncident()]);
  expect(states).toEqual([{ kind: 'alert', key: sampleIncident().sloId, value: { old: true } }]);
  expect(lastIncidentNumber).toBe(1);
  expect(await store.timeline('INC-1')).toEqual([sampleEvent()]);
  expect(await store.dueDeliveries(T0, 10)).toMatchObject([{ id: sampleRow().id, attempts: 0 }]);
  const { facts } = await store.pastFacts({ of: 'checkout', kinds: ['deploy'], from: 0, to: T0, limit: 9 });
  // From then on deploys are recorded as they are told.
  const first = { kind: 'deploy', of: 'checkout', at: T0, version: 'v7' };
  expect(facts).toEqual(version < '0016' ? [first] : []);
  const next = sampleRow({ at: T0 + 1, dedupKey: 'another' });
  expect(await store.commit({ at: T0 + 1, outbox: [next] })).toHaveLength(1);
  expect((await store.deliveries({ limit: 1 }))[0]?.id).toBe(next.id);
  await store.close();
}

describe.each(VERSIONS)('a store of version %s is taken up', (version) => {
  it('from SQLite', async () => {
    const path = join(folder, `${version}.db`);
    await leave(new DurableSqliteDialect(connectSqlite(path)), version);
    await expectTakenUp(await openSqliteStore(path), version);
  });

  it('from PostgreSQL', async () => {
    const options = await server.createDatabase();
    await leave(new DurablePostgresDialect(connectPostgres(options)), version);
    const { store, replicas } = await openPostgresStore(options);
    expect(await replicas.takeNumbers(1)).toBe(2);
    await expectTakenUp(store, version);
  });
});
