import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeOf, type PostgresOptions } from '../../../src/adapters/store/postgres-options.js';
import type { Log } from '../../../src/engine/ports.js';
import type { StoreSettings } from '../../../src/main/config/settings.js';
import { openStore } from '../../../src/main/daemon/open-store.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';

let server: PostgresServer;
let options: PostgresOptions;
beforeAll(async () => {
  server = await startPostgres();
  options = await server.createDatabase();
});
afterAll(() => server.stop());

const settings = (changes: Partial<PostgresOptions> = {}): StoreSettings => ({
  kind: 'postgres',
  ...options,
  ...changes,
});

/** Calls back at each warning, and keeps them. */
function logThat(onWarning: () => void) {
  const warnings: string[] = [];
  const nothing = () => undefined;
  const warn: Log['warn'] = (message, fields) => {
    warnings.push(`${message}: ${String(fields?.error)}`);
    onWarning();
  };
  return { warnings, log: { debug: nothing, info: nothing, error: nothing, warn } };
}

test('a daemon waits for a server that is down, and opens the store when it is up', async () => {
  await server.crash();
  let starting: Promise<void> | undefined;
  const { warnings, log } = logThat(() => {
    starting ??= server.start();
  });
  const { store } = await openStore(settings(), log, new AbortController().signal);
  await starting;
  await store.close();

  expect(warnings[0]).toContain(
    `the database is not there; nothing is evaluated until it is: cannot open the store ${placeOf(options)}`,
  );
});

test('it gives up when it is told to stop', async () => {
  await server.crash();
  const controller = new AbortController();
  const { log } = logThat(() => controller.abort());

  await expect(openStore(settings(), log, controller.signal)).rejects.toMatchObject({ code: 'not-ready' });
  await server.start();
});

test('what waiting cannot mend is refused at once', async () => {
  const { warnings, log } = logThat(() => undefined);
  const { signal } = new AbortController();

  await expect(openStore(settings({ database: 'nowhere' }), log, signal)).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(openStore(settings({ user: 'nobody-known' }), log, signal)).rejects.toMatchObject({
    code: 'invalid-input',
  });
  expect(warnings).toEqual([]);
});
