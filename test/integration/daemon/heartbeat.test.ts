import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { HeartbeatStatus } from '../../../src/engine/read-models.js';
import { eventually } from '../../support/live-stage.js';
import { startPlainPrometheus } from '../../support/plain-prometheus.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';
import { type SmallDaemon, startSmallDaemon } from '../../support/small-daemon.js';

const SECRET = 'ping-5f2c0f1e-secret';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ fsync: 'off' });
});
afterAll(() => postgres.stop());

/** A service that counts what it is asked, and what it is told; it answers with `status`. */
async function startService() {
  const seen = { asked: [] as string[], bodies: [] as string[], status: 200 };
  const server = createServer((request, response) => {
    seen.asked.push(`${request.method} ${request.url}`);
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      seen.bodies.push(body);
      response.writeHead(seen.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(seen, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const config = (prometheus: string, check: string, hook: string, store: string) => `
prometheus: {url: '${prometheus}'}
evaluation: {interval: 1s, stale_after: 5s}
http: {token: of-the-test}
receivers:
  - {name: hook, webhook: {url: '${hook}', allow_private_addresses: true}}
heartbeat: {url: '${check}/${SECRET}', every: 1s, canary: hook, allow_private_addresses: true}
store: ${store}
`;

async function heartbeatOf(daemon: SmallDaemon): Promise<HeartbeatStatus> {
  const answer = (await (await fetch(`${daemon.url}/api/v1/status`)).json()) as {
    heartbeat: HeartbeatStatus;
  };
  return answer.heartbeat;
}

const isHeldBy =
  (sign: string) =>
  ({ held }: HeartbeatStatus): boolean =>
    held.some((reason) => reason.sign === sign);

test('heartbeats come while all works, stop with what they vouch for, and go on when it is back', async () => {
  const prometheus = await startPlainPrometheus();
  const [check, hook] = [await startService(), await startService()];
  const database = await postgres.createDatabase();
  const { host, port, user, database: name } = database;
  const daemon = await startSmallDaemon(
    config(
      prometheus.url,
      check.url,
      hook.url,
      `{postgres: {url: 'postgres://${user}@${host}:${port}/${name}'}}`,
    ),
  );
  const look = () => heartbeatOf(daemon);
  const goesOn = async () => {
    const before = check.asked.length;
    await eventually(
      'heartbeats come',
      20,
      () => check.asked.length,
      (count) => count > before + 1,
    );
  };
  const stays = async () => {
    const before = check.asked.length;
    const beats = hook.bodies.length;
    await eventually(
      'canaries are sent',
      20,
      () => hook.bodies.length,
      (count) => count > beats + 1,
    );
    expect(check.asked.length).toBe(before);
  };

  await goesOn();
  expect(new Set(check.asked)).toEqual(new Set([`GET /${SECRET}`]));
  const canary = JSON.parse(hook.bodies[0] ?? '') as Record<string, unknown>;
  expect(canary).toMatchObject({ kind: 'canary', isTest: true, sloId: 'firebreak/canary' });

  hook.status = 500;
  await eventually('a canary that is not taken holds them', 20, look, isHeldBy('canary'));
  await stays();
  expect((await look()).held).toEqual([
    { sign: 'canary', text: 'the canary was not delivered to hook: HTTP 500' },
  ]);
  hook.status = 200;
  await goesOn();

  const inPostgres = { ...database, database: 'postgres' };
  const readOnly = (on: boolean) =>
    postgres.query(
      inPostgres,
      `alter database "${name}" set default_transaction_read_only = ${on ? 'on' : 'off'};
       select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
  await readOnly(true);
  const held = await eventually('a store that takes nothing holds them', 20, look, isHeldBy('storage'));
  expect(held.held.find(({ sign }) => sign === 'storage')?.text).toMatch(
    /^nothing can be stored: .*read-only/,
  );
  expect(held.lastSentAt).not.toBeNull();
  await readOnly(false);
  await goesOn();

  const said = daemon.logged.filter(({ message }) => /heartbeat/.test(message)).map(({ message }) => message);
  expect(said.slice(0, 2)).toEqual(['no heartbeat is sent', 'heartbeats go on']);
  expect(JSON.stringify(daemon.logged)).not.toContain(SECRET);
  const deliveries = await (await fetch(`${daemon.url}/api/v1/deliveries`)).text();
  expect(deliveries).not.toContain('canary');
});
