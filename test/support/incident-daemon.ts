import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { createDaemonMetrics } from '../../src/adapters/metrics/daemon-metrics.js';
import { file } from '../../src/adapters/notifiers/file/file.js';
import type { PostgresOptions } from '../../src/adapters/store/postgres-options.js';
import { openPostgresStore } from '../../src/adapters/store/postgres-store.js';
import { openSqliteStore } from '../../src/adapters/store/sqlite-store.js';
import { DEFAULT_INCIDENT_POLICY } from '../../src/core/incident/policy.js';
import { DAY, MINUTE, SECOND } from '../../src/core/time/duration.js';
import { tickForeign } from '../../src/engine/commands/take-outside-alerts.js';
import { createChanges } from '../../src/engine/changes.js';
import { createDelivery } from '../../src/engine/deliver-signals.js';
import { type EnginePorts, newEngineState } from '../../src/engine/engine-state.js';
import { evaluateSlos } from '../../src/engine/evaluate-slos.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { tendIncidents } from '../../src/engine/tend-incidents.js';
import { createApp } from '../../src/http/create-app.js';
import { createDaemonApi } from '../../src/main/daemon/daemon-api.js';
import { openAccess } from '../../src/main/daemon/open-access.js';
import { checkoutSlo } from './checkout-slos.js';
import { exposeRequests } from './checkout-traffic.js';
import { START, testConfig } from './engine-harness.js';
import { paymentsPlan } from './oncall-plans.js';
import { SimulatedPrometheus } from './simulated-prometheus.js';

/**
 * A daemon on a clock of its own, for as long as it is not killed: engine, store, outbox, API and Slack's requests are the real ones, Prometheus
 * is a function of time. A line `advance MS` on its input lets time pass; each beat, and the end of it, is a line of output.
 */
interface Start {
  readonly store: { readonly sqlite: string } | { readonly postgres: PostgresOptions };
  readonly at: number;
  /** Where all that is sent is written, a line for each message. */
  readonly outbox: string;
  readonly token: string;
  readonly slackSecret: string;
  /** The share of failing requests from each minute on. */
  readonly failing: readonly (readonly [minute: number, share: number])[];
}

const BEAT = 30 * SECOND;
const start = JSON.parse(process.argv[2] ?? '{}') as Start;
let now = start.at;
const clock = { now: () => now };
const store =
  'sqlite' in start.store
    ? await openSqliteStore(start.store.sqlite)
    : (await openPostgresStore(start.store.postgres)).store;
const prometheus = new SimulatedPrometheus(() => now);
exposeRequests(
  prometheus,
  start.failing.map(([minute, share]) => [START + minute * MINUTE, share] as const),
);
const config = {
  ...testConfig,
  onCall: paymentsPlan(),
  rollbackHooks: new Map([['checkout-api', 'deployer']]),
  incidents: { ...DEFAULT_INCIDENT_POLICY, audiences: { customers: ['news'], executives: ['news'] } },
};
const state = newEngineState(config);
const nothing = () => undefined;
const log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: (message: string, fields?: object) =>
    void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};
const sendsTo = (name: string) => file(name, { kind: 'file', path: start.outbox });
const daemonMetrics = createDaemonMetrics('test');
const ports: EnginePorts = {
  clock,
  source: prometheus,
  store,
  log,
  metrics: daemonMetrics.metrics,
  notifiers: new Map([
    ...['pager', 'mail', 'bridge', 'news'].map((name) => [name, sendsTo(name)] as const),
    ['deployer', { ...sendsTo('deployer'), rollBack: (signal) => sendsTo('deployer').send(signal) }],
  ]),
  kickDelivery: (ready) => delivery.kick(ready),
};
const delivery = createDelivery({
  store,
  clock,
  metrics: daemonMetrics.metrics,
  log,
  random: Math.random,
  notifiers: () => ports.notifiers,
  onGivenUp: nothing,
  wakeAfter: () => nothing,
  holds: () => true,
});
const specs = { slos: [checkoutSlo()], templates: [], exclusions: [], config, complete: true };
await startEngine(state, ports, specs);
const access = await openAccess(ports, {
  host: '127.0.0.1',
  port: 0,
  externalUrl: undefined,
  token: start.token,
  openReads: true,
  requestsPerMinute: 60_000,
  trustedProxies: [],
  oidc: undefined,
  tls: undefined,
});
const api = createDaemonApi(
  {
    state,
    ports,
    daemonMetrics,
    lastResort: { status: () => ({ receivers: [], waiting: 0, sent: 0, failed: 0 }) },
    access,
    version: 'test',
    startedAt: now,
    incidentsKept: 400 * DAY,
    specsLoadedAt: now,
    files: [],
    placeOnCall: () => undefined,
    links: { prometheus: 'http://127.0.0.1:9090', grafana: undefined },
    lastReloadRefused: undefined,
    specProblems: undefined,
    changes: createChanges(),
  },
  () => Promise.resolve(),
);
const app = createApp(api, {
  canWrite: true,
  openReads: true,
  secure: false,
  listensOnLoopback: true,
  requestsPerMinute: 60_000,
  trustedProxies: [],
  externalUrl: undefined,
  inbound: () => ({ slack: { secret: start.slackSecret, responseHosts: ['hooks.slack.com'] } }),
  pages: undefined,
  version: 'test',
  log,
});
const server = createServer(app);
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const say = (words: object) =>
  new Promise((said) => process.stdout.write(`${JSON.stringify(words)}\n`, said));
await delivery.drain(10 * SECOND);
await say({ port: (server.address() as AddressInfo).port, at: now });

for await (const line of createInterface({ input: process.stdin })) {
  const until = now + Number(line.replace('advance ', ''));
  while (now < until) {
    now += BEAT;
    await evaluateSlos(state, ports, now);
    await tendIncidents(state, ports);
    await tickForeign(state, ports);
    delivery.kick();
    await delivery.drain(10 * SECOND);
    await say({ beat: now });
  }
  await say({ done: now });
}
