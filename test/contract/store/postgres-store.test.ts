import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PostgresOptions } from '../../../src/adapters/store/postgres-options.js';
import { openPostgresStore } from '../../../src/adapters/store/postgres-store.js';
import type { Store } from '../../../src/engine/ports.js';
import { numberedCommit, storedNumber } from '../../support/numbered-commit.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';
import { type PostgresWire, startWire } from '../../support/postgres-wire.js';
import { sampleEvent, sampleIncident, sampleRow, T0 } from '../../support/store-samples.js';
import { describeStore } from './store-contract.js';

let server: PostgresServer;
let shared: PostgresOptions;
beforeAll(async () => {
  server = await startPostgres({ fsync: 'off' });
  shared = await server.createDatabase();
});
afterAll(() => server.stop());

describeStore('PostgreSQL', async () => {
  await server.empty(shared);
  return (await openPostgresStore(shared)).store;
});

describe('a PostgreSQL store', () => {
  let options: PostgresOptions;
  let wire: PostgresWire;
  let store: Store;
  beforeEach(async () => {
    await server.empty(shared);
    wire = await startWire(server.port);
    options = { ...shared, host: '127.0.0.1', port: wire.port };
    ({ store } = await openPostgresStore(options));
  });
  afterEach(async () => {
    await store.close();
    await wire.close();
  });

  it('goes on when the connections that it had are cut', async () => {
    await store.commit(numberedCommit(1));
    wire.cut();
    await expect(store.commit(numberedCommit(2))).rejects.toThrow();
    await expect(store.deliveries({ limit: 1 })).rejects.toThrow();
    wire.mend();
    await store.commit(numberedCommit(2));
    expect(await storedNumber(store)).toBe(2);
  });

  it('is left to be backed up by the tools of PostgreSQL', async () => {
    await expect(store.backup()).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('pg_dump'),
    });
  });

  it('knows that a commit holds although its answer was lost', async () => {
    wire.cutAt('commit', 'after');
    expect(await store.commit(numberedCommit(1))).toHaveLength(1);
    expect(await storedNumber(store)).toBe(1);
  });

  it('knows that a commit does not hold that the database never heard of', async () => {
    wire.cutAt('commit', 'before');
    await expect(store.commit(numberedCommit(1))).rejects.toThrow();
    expect(await storedNumber(store)).toBe(0);
  });

  it('takes texts that PostgreSQL cannot hold, and times that are no whole ms', async () => {
    const row = sampleRow({ at: T0 + 0.4, owner: 'a\0b' });
    await store.commit({
      at: T0,
      incidents: [sampleIncident()],
      incidentEvents: [sampleEvent({ text: 'x\0y' })],
      outbox: [row],
    });
    await store.recordDelivery(row.id, { kind: 'failed', at: T0 + 1, error: 'no\0thing' });
    expect((await store.timeline('INC-1'))[0]?.text).toBe('x\uFFFDy');
    expect((await store.deliveries({ limit: 1 }))[0]).toMatchObject({
      createdAt: T0,
      lastError: 'no\uFFFDthing',
    });
  });

  it('is made by one of several daemons that start at once', async () => {
    const fresh = await server.createDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore(fresh)));
    await Promise.all(stores.map((each) => each.store.close()));
    const made = await server.query(
      fresh,
      'select count(*)::int as n, count(distinct name)::int as d from kysely_migration',
    );
    expect(made[0]?.n).toBe(made[0]?.d);
  });
});

describe('a PostgreSQL store is refused', () => {
  const refusal = (options: PostgresOptions) =>
    openPostgresStore(options).then(
      () => 'opened',
      (error: unknown) => String(error),
    );

  it('when a newer version has written it', async () => {
    await server.query(shared, "insert into kysely_migration values ('9999-from-the-future', '2099')");
    expect(await refusal(shared)).toMatch(/newer version of Firebreak.*9999-from-the-future/);
    await server.query(shared, "delete from kysely_migration where name like '9999%'");
  });

  it('when there is no such database, and says how to make it', async () => {
    expect(await refusal({ ...shared, database: 'gone' })).toMatch(
      /gone.*does not exist; create it: createdb/,
    );
  });

  it('when nobody listens there, without repeating the password', async () => {
    const said = await refusal({ ...shared, port: 1, password: 's3cret' });
    expect(said).toMatch(/cannot open the store test_1 of firebreak at 127\.0\.0\.1:1: .*ECONNREFUSED/);
    expect(said).not.toContain('s3cret');
  });

  it('when its encoding cannot hold what people write', async () => {
    await server.query(shared, "create database latin encoding 'LATIN1' template template0");
    expect(await refusal({ ...shared, database: 'latin' })).toMatch(
      /encoding LATIN1; create it with --encoding=UTF8/,
    );
  });
});
