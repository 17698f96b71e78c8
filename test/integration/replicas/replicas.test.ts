import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { eventually, freeAddress, type LiveStage, Program, setStage } from '../../support/live-stage.js';
import { type PostgresServer, startPostgres } from '../../support/postgres.js';

const CONFIG = `evaluation: {interval: 1s, stale_after: 10s, blind_after: 1m}
incidents: {monitor_for: 1s}
`;
const SERVICES = ['checkout-api', ...Array.from({ length: 8 }, (_, i) => `shop-${i + 1}`)];

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ fsync: 'off' });
});
afterAll(() => postgres.stop());

interface Replica {
  readonly url: string;
  readonly program: Program;
}

/** Another daemon on the stage's configuration. */
async function startReplica(stage: LiveStage, name: string): Promise<Replica> {
  const address = await freeAddress();
  const program = new Program(
    process.execPath,
    [
      'dist/main/firebreak.js',
      'serve',
      '--config',
      join(stage.folder, 'firebreak.yaml'),
      '--listen',
      address,
    ],
    join(stage.folder, `${name}.log`),
  );
  onTestFinished(async () => {
    program.signal('SIGCONT');
    await program.end('SIGKILL');
  });
  await program.start(`http://${address}/-/ready`);
  return { url: `http://${address}`, program };
}

const get = async <Answer>(url: string) => (await (await fetch(url)).json()) as Answer;

/** How many SLOs a replica judges itself, and how many it can tell of. */
async function seen(url: string) {
  const { sloCount } = await get<{ sloCount: number }>(`${url}/api/v1/status`);
  const { slos } = await get<{ slos: { state: string }[] }>(`${url}/api/v1/slos`);
  return { own: sloCount, known: slos.filter(({ state }) => state !== 'unknown').length };
}

/** How often each availability SLO was told of. */
function told({ pager }: LiveStage, kind: 'trigger' | 'resolve') {
  const keys = pager.messages
    .filter((message) => message.severity === 'page' && message.kind === kind)
    .map(({ sloId }) => sloId);
  return Object.fromEntries(
    SERVICES.map((service) => [service, keys.filter((key) => key === `${service}/availability`).length]),
  );
}

const each = (times: number) => Object.fromEntries(SERVICES.map((service) => [service, times]));

test('three replicas share the SLOs; what one that is killed or paused had goes to the others, and every page is sent once', async () => {
  const { host, port, user, database } = await postgres.createDatabase();
  const stage = await setStage(
    `${CONFIG}store: {postgres: {url: "postgres://${user}@${host}:${port}/${database}"}}\n`,
  );
  const shop = stage.spec.replaceAll('service: checkout-api', 'service: SHOP');
  for (const service of SERVICES.slice(1)) {
    await writeFile(
      join(stage.folder, 'slo-specs', `${service}.yaml`),
      shop.replace('service: SHOP', `service: ${service}`),
    );
  }
  const [second, third] = await Promise.all([startReplica(stage, 'second'), startReplica(stage, 'third')]);
  const all = SERVICES.length * 3;
  const shares = await eventually(
    'every SLO is judged by one replica, and told of by all',
    90,
    () => Promise.all([stage.daemon.url, second.url, third.url].map(seen)),
    (views) =>
      views.reduce((sum, { own }) => sum + own, 0) === all && views.every(({ known }) => known === all),
  );
  expect(shares.filter(({ own }) => own > 0).length).toBeGreaterThan(1);
  // Whoever judges an SLO, each tells its past.
  const pasts = [stage.daemon.url, second.url, third.url].flatMap((url) =>
    SERVICES.map((service) =>
      get<{ steps?: { totalEvents: number }[] }>(`${url}/api/v1/slos/${service}/availability/history`),
    ),
  );
  for (const { steps = [] } of await Promise.all(pasts))
    expect(steps.some(({ totalEvents }) => totalEvents > 0)).toBe(true);

  await second.program.end('SIGKILL');
  stage.service.break(0.5);
  await eventually(
    'everybody is told',
    90,
    () => told(stage, 'trigger'),
    (count) => Object.values(count).every((times) => times > 0),
  );

  third.program.signal('SIGSTOP');
  stage.service.repair();
  await eventually(
    'everybody is told of the end',
    60,
    () => told(stage, 'resolve'),
    (count) => Object.values(count).every((times) => times > 0),
  );
  third.program.signal('SIGCONT');
  await eventually(
    'the one that was paused has its part again',
    90,
    () => Promise.all([stage.daemon.url, third.url].map(seen)),
    (views) => views.reduce((sum, { own }) => sum + own, 0) === all && views.every(({ own }) => own > 0),
  );
  expect([told(stage, 'trigger'), told(stage, 'resolve')]).toEqual([each(1), each(1)]);
});
