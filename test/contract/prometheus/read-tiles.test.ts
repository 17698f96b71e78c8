import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPrometheusSource } from '../../../src/adapters/prometheus/event-source.js';
import type { WeightedSelector } from '../../../src/core/events/weighted-selectors.js';
import { selectorText } from '../../../src/core/slo/selector-text.js';
import type { Matcher } from '../../../src/core/slo/sli.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import type { TileOutcome, TileRequest } from '../../../src/engine/ports.js';
import { addressOf, reservePort } from '../../../src/main/demo/checkout-service.js';
import { runToEnd } from '../../../src/main/demo/programs.js';
import { eventually } from '../../support/live-stage.js';
import { countersWithTroubles, type Exposed } from '../../support/troubled-counters.js';

const END = Math.floor(Date.now() / HOUR) * HOUR;
const BEGIN = END - 12 * HOUR;
const SCRAPE = 30_000;
const TILE = 30_000;
const STALE_AFTER = 150_000;

let queries = 0;
const source = (url: string) =>
  createPrometheusSource(
    { url, timeoutMs: 20_000 },
    { query: () => (queries += 1) },
    { now: () => Date.now() },
  );

const is = (label: string, value: string, op: Matcher['op'] = '='): Matcher => ({ label, op, value });
function counter(weights: { bad: number; total: number }, ...matchers: Matcher[]): WeightedSelector {
  const selector = { metric: 'requests_total', matchers };
  return { text: selectorText(selector), selector, mustExist: false, ...weights };
}
const slo = (service: string) => [
  counter({ bad: 1, total: 0 }, is('service', service), is('status', '5..', '=~')),
  counter({ bad: 0, total: 1 }, is('service', service)),
];
const request = (
  service: string,
  precision: TileRequest['precision'],
  over: Partial<TileRequest> = {},
): TileRequest => ({
  key: service,
  counters: slo(service),
  from: BEGIN + 2 * HOUR,
  to: END - HOUR,
  tileMs: precision.kind === 'coarse' ? HOUR : TILE,
  precision,
  ...over,
});
const exact = { kind: 'exact', staleAfter: STALE_AFTER } as const;
const coarse = { kind: 'coarse' } as const;

function sumOf(outcome: TileOutcome | undefined) {
  if (outcome?.kind !== 'read') throw new Error(JSON.stringify(outcome));
  return outcome.tiles.reduce(
    (sum, tile) => ({ bad: sum.bad + tile.bad, total: sum.total + tile.total, tiles: sum.tiles + 1 }),
    { bad: 0, total: 0, tiles: 0 },
  );
}

describe('tiles of a real Prometheus', () => {
  let folder: string;
  let prometheus: ChildProcess;
  let url: string;
  let data: Exposed;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firebreak-tiles-'));
    data = countersWithTroubles(BEGIN, END, SCRAPE);
    await writeFile(join(folder, 'data.om'), data.openMetrics);
    const made = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'data.om'), join(folder, 'data')];
    await runToEnd('promtool', made);
    await writeFile(join(folder, 'prometheus.yml'), '');
    const reserved = await reservePort();
    url = `http://${addressOf(reserved)}`;
    await new Promise((resolve) => reserved.close(resolve));
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${url.slice(7)}`,
    ];
    prometheus = spawn('prometheus', args, { stdio: 'ignore' });
    const ready = () =>
      fetch(`${url}/-/ready`).then(
        ({ status }) => status,
        () => 0,
      );
    await eventually('Prometheus is ready', 60, ready, (status) => status === 200);
  });

  afterAll(async () => {
    prometheus.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  test('exact ones add up to what was counted, through resets, births, churn and short gaps', async () => {
    const outcomes = await source(url).readTiles(data.services.map((service) => request(service, exact)));
    for (const service of data.services) {
      const sum = sumOf(outcomes.get(service));
      const truth = data.truth(service, BEGIN + 2 * HOUR, END - HOUR);
      expect({ service, ...sum }).toEqual({ service, ...truth, tiles: (9 * HOUR) / TILE });
    }
  });

  test('exact ones add up over any cut', async () => {
    const [service] = data.services as [string];
    const whole = sumOf((await source(url).readTiles([request(service, exact)])).get(service));
    const middle = BEGIN + 5 * HOUR + 7 * MINUTE;
    const parts = await Promise.all(
      [{ to: middle }, { from: middle }].map(async (cut) =>
        sumOf((await source(url).readTiles([request(service, exact, cut)])).get(service)),
      ),
    );
    expect(parts.map(({ total }) => total).reduce((a, b) => a + b)).toBe(whole.total);
    expect(parts.map(({ bad }) => bad).reduce((a, b) => a + b)).toBe(whole.bad);
  });

  test('coarse ones are right to a hundredth', async () => {
    const outcomes = await source(url).readTiles(data.services.map((service) => request(service, coarse)));
    for (const service of data.services) {
      const sum = sumOf(outcomes.get(service));
      const truth = data.truth(service, BEGIN + 2 * HOUR, END - HOUR);
      expect(sum.tiles).toBe(9);
      expect(Math.abs(sum.total / truth.total - 1)).toBeLessThan(0.01);
      expect(Math.abs(sum.bad / truth.bad - 1)).toBeLessThan(0.01);
    }
  });

  test('where the total is not there, nothing is known, and no bad series is no bad event', async () => {
    const outcomes = await source(url).readTiles([
      request('nobody', coarse),
      request('healthy', exact),
      request('s0', coarse, { from: BEGIN - 3 * HOUR, to: BEGIN + 2 * HOUR }),
    ]);
    expect(outcomes.get('nobody')).toEqual({ kind: 'read', tiles: [] });
    expect(sumOf(outcomes.get('healthy'))).toMatchObject({ bad: 0, tiles: (9 * HOUR) / TILE });
    expect(sumOf(outcomes.get('s0')).tiles).toBe(2);
  });

  test('SLOs that differ in one label share their queries; one that is refused fails alone', async () => {
    queries = 0;
    const requests = data.services.map((service) => request(service, exact, { to: BEGIN + 3 * HOUR }));
    await source(url).readTiles(requests);
    expect(queries).toBe(2);
    const broken = {
      ...request('broken', coarse),
      counters: [counter({ bad: 0, total: 1 }, is('x', '(?!x)', '=~'))],
    };
    const outcomes = await source(url).readTiles([broken, ...requests]);
    expect(outcomes.get('broken')).toMatchObject({ kind: 'failed', reason: 'query-failed' });
    expect(outcomes.get('s0')?.kind).toBe('read');
  });

  test('counts the series that a raw read would bring', async () => {
    const instants = createPrometheusSource(
      { url, timeoutMs: 20_000 },
      { query: () => undefined },
      { now: () => END },
    );
    const counts = await instants.countSeries([
      { key: 's0', counters: slo('s0') },
      { key: 'healthy', counters: slo('healthy') },
      { key: 'nobody', counters: slo('nobody') },
    ]);
    expect(Object.fromEntries(counts)).toEqual({ s0: data.seriesAtEnd('s0'), healthy: 1, nobody: 0 });
  });

  test('a source that does not answer fails for all', async () => {
    const outcomes = await source('http://127.0.0.1:1').readTiles([request('s0', coarse)]);
    expect(outcomes.get('s0')).toMatchObject({ kind: 'failed', reason: 'source-unreachable' });
  });
});
