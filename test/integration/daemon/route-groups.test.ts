import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPrometheusSource } from '../../../src/adapters/prometheus/event-source.js';
import { openSqliteStore } from '../../../src/adapters/store/sqlite-store.js';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { backfillHistory } from '../../../src/engine/backfill-history.js';
import { type EnginePorts, newEngineState } from '../../../src/engine/engine-state.js';
import { evaluateSlos } from '../../../src/engine/evaluate-slos.js';
import { findGroups } from '../../../src/engine/find-groups.js';
import { templateStatus } from '../../../src/engine/queries/template-status.js';
import { startEngine } from '../../../src/engine/start-engine.js';
import { SILENT_CONFIG, SILENT_METRICS } from '../../../src/main/cli/silent-engine.js';
import { loadHistory, startPastPrometheus } from '../../support/past-prometheus.js';
import { routeTemplate } from '../../support/route-template.js';

const SCRAPE = 30 * SECOND;
const END = Math.floor(Date.now() / (2 * HOUR)) * 2 * HOUR;
const BEGIN = END - 12 * HOUR;
/** When a route is there, in hours since BEGIN; each time its counters begin at zero. */
const ROUTES: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  '/always': [[0, 12]],
  '/c"o,m{e}s': [
    [2.5, 5],
    [8, 12],
  ],
};

/** Two good requests a second, and a bad one every ten. */
function lines(): string[] {
  const [good, bad] = ['200', '503'].map((status) =>
    Object.entries(ROUTES).flatMap(([route, spans]) =>
      spans.flatMap(([from, to]) => {
        const [first, last] = [BEGIN + from * HOUR, BEGIN + to * HOUR];
        const labels = `job="shop",instance="${route.length}:80",route=${JSON.stringify(route)},status="${status}"`;
        return Array.from({ length: (last - first) / SCRAPE }, (_, i) => {
          const seconds = (i * SCRAPE) / SECOND;
          const count = status === '200' ? 2 * seconds : seconds / 10;
          return `http_requests_total{${labels}} ${count} ${first / SECOND + seconds}`;
        });
      }),
    ),
  );
  return ['# TYPE http_requests counter', ...(good ?? []), ...(bad ?? [])];
}

/** What its samples show from one instant to another: (from, to], in hours since BEGIN. */
function truth(route: string, from: number, to: number) {
  const grown = (ROUTES[route] ?? []).map(([first, end]) => {
    const last = end - SCRAPE / HOUR;
    return Math.max(0, (Math.min(to, last) - Math.max(from, first)) * 3600);
  });
  const seconds = grown.reduce((sum, each) => sum + each, 0);
  return { bad: Math.round(seconds / 10), total: Math.round(2.1 * seconds) };
}

test('a route appears, vanishes and comes back, and every event of its window is counted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-groups-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await loadHistory(folder, lines());
  const url = await startPastPrometheus(folder);
  let now = BEGIN + HOUR;
  const clock = { now: () => now };
  const store = await openSqliteStore(':memory:');
  onTestFinished(() => store.close());
  const nothing = () => undefined;
  const ports: EnginePorts = {
    clock,
    store,
    source: createPrometheusSource({ url, timeoutMs: 20_000 }, SILENT_METRICS, clock),
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    metrics: SILENT_METRICS,
    notifiers: new Map(),
    kickDelivery: nothing,
  };
  const config = { ...SILENT_CONFIG, blind: { after: 15 * MINUTE, severity: 'ticket' as const } };
  const template = routeTemplate('{labels: [route], keep: 6h}', ', burn_rate_alerts: []');
  const specs = { slos: [], templates: [template], exclusions: [], config, complete: true };
  let state = newEngineState(config);
  const until = async (hours: number) => {
    for (const end = BEGIN + hours * HOUR; now < end; ) {
      now += MINUTE;
      await findGroups(state, ports);
      await evaluateSlos(state, ports, now);
    }
    while ((await backfillHistory(state, ports)).outcome === 'more');
  };
  const counted = (route: string, hours: number) => {
    const runtime = state.runtimes.get(`${template.slo.id}:${route}`);
    const end = runtime?.live.knownUntil ?? Number.NaN;
    const { bad, total } = runtime?.ring.sum(hours * HOUR, end) ?? {};
    return { bad, total, end: (end - BEGIN) / HOUR };
  };
  const seen = () => [...state.templates.values()].map((each) => templateStatus(each))[0];
  const comes = 'c%22o%2Cm{e}s';

  await startEngine(state, ports, specs);
  await until(2.4);
  expect(seen()).toMatchObject({ groups: 1, vanished: 0, problem: undefined });
  await until(4.5);
  expect(seen()).toMatchObject({ groups: 2, vanished: 0 });
  expect(counted(`/${comes}`, 4)).toEqual({ ...truth('/c"o,m{e}s', 0.5, 4.5), end: 4.5 });
  expect(counted('/always', 4)).toEqual({ ...truth('/always', 0.5, 4.5), end: 4.5 });

  await until(7);
  expect(seen()).toMatchObject({ groups: 2, vanished: 1 });
  const gone = counted(`/${comes}`, 4);
  // A restart while it is gone: it is in the store.
  state = newEngineState(config);
  await startEngine(state, ports, specs);
  expect(counted(`/${comes}`, 4)).toEqual(gone);
  await until(11);
  expect(seen()).toMatchObject({ groups: 2, vanished: 0 });
  for (const route of Object.keys(ROUTES)) {
    const name = route === '/always' ? route : `/${comes}`;
    expect(counted(name, 10)).toEqual({ ...truth(route, 1, 11), end: 11 });
  }
  // Nobody was told that a route which is not called is out of sight.
  expect(await store.pendingDeliveries()).toBe(0);
});
