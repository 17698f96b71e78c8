import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPrometheusSource } from '../../../src/adapters/prometheus/event-source.js';
import { planReads } from '../../../src/adapters/prometheus/read-plan.js';
import { RUNNING_TOTAL } from '../../../src/core/slo/recorded-sli.js';
import type { CounterSelector, Matcher } from '../../../src/core/slo/sli.js';
import type { ReadOutcome, ReadRequest } from '../../../src/engine/ports.js';
import { addressOf, reservePort } from '../../../src/main/demo/checkout-service.js';
import { runToEnd } from '../../../src/main/demo/programs.js';
import { eventually } from '../../support/live-stage.js';

const END = Math.floor(Date.now() / 60_000) * 60_000;
const SCRAPE = 15_000;
const SERVICES = 60;
const SPAN = { after: END - 10 * 60_000, upTo: END };
const clock = { now: () => Date.now() };
const silent = { query: () => undefined };

const source = (url: string, timeoutMs = 10_000) => createPrometheusSource({ url, timeoutMs }, silent, clock);
const counter = (metric: string, ...matchers: Matcher[]): CounterSelector => ({ metric, matchers });
const is = (label: string, value: string, op: Matcher['op'] = '='): Matcher => ({ label, op, value });
const request = (key: string, ...selectors: CounterSelector[]): ReadRequest => ({ key, selectors, ...SPAN });

/** What one read found: fingerprints with their samples, for each selector. */
function found(outcome: ReadOutcome | undefined) {
  if (outcome?.kind !== 'read') throw new Error(JSON.stringify(outcome));
  return outcome.series.map((series) =>
    series
      .map(({ fingerprint, times, values }) => [fingerprint, times, values] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('on a real Prometheus', () => {
  let folder: string;
  let prometheus: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firebreak-source-'));
    await writeFile(join(folder, 'data.om'), openMetrics());
    await runToEnd('promtool', [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      join(folder, 'data.om'),
      join(folder, 'data'),
    ]);
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
    await eventually(
      'Prometheus is ready',
      60,
      () =>
        fetch(`${url}/-/ready`).then(
          ({ status }) => status,
          () => 0,
        ),
      (status) => status === 200,
    );
  });

  afterAll(async () => {
    prometheus.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  test('reads every sample of the span, the first edge left out', async () => {
    const outcome = (
      await source(url).read([
        request('a', counter('requests_total', is('service', 'a'), is('status', '200'))),
      ])
    ).get('a');
    const [[series]] = found(outcome) as [[readonly [string, readonly number[], readonly number[]]]];
    expect(series[1]).toHaveLength((10 * 60_000) / SCRAPE);
    expect([series[1][0], series[1].at(-1)]).toEqual([SPAN.after + SCRAPE, END]);
  });

  test('together or alone, a selector finds the same series', async () => {
    const alone = source(url);
    const matcher = fc.oneof(
      fc.constantFrom(is('service', 'a'), is('service', 'b'), is('service', 'a+b'), is('service', 'nobody')),
      fc.constantFrom(
        is('status', '5..', '=~'),
        is('status', '5..', '!~'),
        is('status', '200'),
        is('status', '200', '!='),
      ),
      fc.constantFrom(is('le', '0.4'), is('le', '1(\\.0)?', '=~'), is('zone', ''), is('zone', '', '!=')),
    );
    const selector = fc
      .record({
        metric: fc.constantFrom(
          'requests_total',
          'errors_total',
          'd_seconds_bucket',
          'd_seconds_count',
          'nothing_total',
        ),
        matchers: fc.uniqueArray(matcher, { maxLength: 3, selector: ({ label }) => label }),
      })
      .map(({ metric, matchers }) => counter(metric, ...matchers));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(selector, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        async (sets) => {
          const requests = sets.map((selectors, index) => request(`slo-${index}`, ...selectors));
          const together = await source(url).read(requests);
          for (const each of requests) {
            for (const [index, only] of each.selectors.entries()) {
              const single = (await alone.read([request('one', only)])).get('one');
              expect(found(together.get(each.key))[index]).toEqual(found(single)[0]);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('many services cost few queries', () => {
    const requests = Array.from({ length: 500 }, (_, n) =>
      request(
        `slo-${n}`,
        counter('requests_total', is('service', `s${n}`)),
        counter('requests_total', is('service', `s${n}`), is('status', '5..', '=~')),
      ),
    );
    expect(planReads(requests)).toHaveLength(2);
  });

  test('running totals of many services cost one query, and each SLO gets its own', async () => {
    const recorded = Array.from({ length: SERVICES }, (_, n) =>
      request(
        `s${n}`,
        ...['good', 'bad'].map((of) =>
          counter(RUNNING_TOTAL, is('service', `s${n}`), is('slo', 'a.b'), is('of', of)),
        ),
      ),
    );
    const queries: string[] = [];
    const counted = createPrometheusSource(
      { url, timeoutMs: 10_000 },
      { query: (outcome) => queries.push(outcome) },
      clock,
    );
    const outcomes = await counted.read(recorded);
    expect(queries).toEqual(['ok']);
    const points = (10 * 60_000) / SCRAPE;
    for (const each of recorded) {
      expect(found(outcomes.get(each.key))).toEqual(
        ['good', 'bad'].map((of) => [
          [
            `__name__="${RUNNING_TOTAL}",of="${of}",service="${each.key}",slo="a.b"`,
            expect.objectContaining({ length: points }),
            expect.objectContaining({ length: points }),
          ],
        ]),
      );
    }
  });

  test('names the buckets that there are, and none where there are none', async () => {
    expect(
      (
        await source(url).buckets(counter('d_seconds_bucket', is('service', 'a'), is('le', '0.3')))
      )?.toSorted(),
    ).toEqual(['+Inf', '0.4', '1.0']);
    expect(await source(url).buckets(counter('nothing_bucket'))).toEqual([]);
  });

  test('a query that Prometheus refuses fails for its SLO only', async () => {
    const outcomes = await source(url).read([
      request('broken', counter('requests_total', is('status', '(?!x)', '=~'))),
      request('fine', counter('errors_total')),
    ]);
    expect(outcomes.get('broken')).toMatchObject({ kind: 'failed', reason: 'query-failed' });
    expect(outcomes.get('fine')?.kind).toBe('read');
  });
});

describe('what is no answer is a failure, never "no series"', () => {
  const ask = async (listener: RequestListener, timeoutMs?: number) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const asked = source(`http://${addressOf(server)}`, timeoutMs);
      return {
        outcome: (await asked.read([request('a', counter('x_total'))])).get('a'),
        buckets: await asked.buckets(counter('x_bucket')),
      };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  test.each<[string, RequestListener, 'source-unreachable' | 'query-failed']>([
    [
      'a page of a proxy',
      (_request, response) => response.writeHead(502).end('<html>Bad gateway</html>'),
      'query-failed',
    ],
    [
      'an error',
      (_request, response) =>
        response.writeHead(422).end('{"status":"error","errorType":"execution","error":"too many samples"}'),
      'query-failed',
    ],
    [
      'half an answer',
      (_request, response) => response.end('{"status":"success","data":{"resultType":"matrix","res'),
      'query-failed',
    ],
    [
      'another kind of result',
      (_request, response) => response.end('{"status":"success","data":{}}'),
      'query-failed',
    ],
    [
      'a partial answer',
      (_request, response) =>
        response.end(
          '{"status":"success","warnings":["a store is down"],"data":{"resultType":"matrix","result":[]}}',
        ),
      'query-failed',
    ],
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'query-failed',
    ],
    ['a broken connection', (_request, response) => response.destroy(), 'source-unreachable'],
  ])('%s', async (_name, listener, reason) => {
    const { outcome, buckets } = await ask(listener);
    expect(outcome).toMatchObject({ kind: 'failed', reason });
    expect(buckets).toBeUndefined();
  });

  test('silence', async () => {
    const { outcome } = await ask(() => undefined, 200);
    expect(outcome).toMatchObject({
      ...{ kind: 'failed', reason: 'source-unreachable' },
      message: expect.stringMatching(
        /^no whole answer from Prometheus at http:\/\/127\.0\.0\.1:\d+ within 200ms$/,
      ),
    });
  });

  test('an answer that drips for ever', async () => {
    const drips: NodeJS.Timeout[] = [];
    const { outcome } = await ask((_request, response) => {
      drips.push(setInterval(() => response.write(' '), 50));
    }, 300);
    for (const drip of drips) clearInterval(drip);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'source-unreachable' });
  });

  test('nobody there', async () => {
    const outcome = (await source('http://127.0.0.1:1').read([request('a', counter('x_total'))])).get('a');
    expect(outcome).toMatchObject({
      ...{ kind: 'failed', reason: 'source-unreachable' },
      message: expect.stringContaining(
        'no answer from Prometheus at http://127.0.0.1:1: connect ECONNREFUSED',
      ),
    });
  });
});

/** An hour of some counters, with label values that need care. */
function openMetrics(): string {
  const families: [family: string, type: string, series: string[]][] = [
    [
      'requests',
      'counter',
      ['a', 'b', 'a+b'].flatMap((service) =>
        ['200', '404', '503'].map((status) => `requests_total{service="${service}",status="${status}"}`),
      ),
    ],
    ['errors', 'counter', ['errors_total{service="a",zone="x"}', 'errors_total{service="b"}']],
    [
      'd_seconds',
      'histogram',
      ['a', 'b'].flatMap((service) =>
        ['0.4', '1.0', '+Inf']
          .map((le) => `d_seconds_bucket{service="${service}",le="${le}"}`)
          .concat(`d_seconds_count{service="${service}"}`),
      ),
    ],
  ];
  families.push([
    RUNNING_TOTAL,
    'gauge',
    Array.from({ length: SERVICES }, (_, n) =>
      ['good', 'bad'].map((of) => `${RUNNING_TOTAL}{of="${of}",service="s${n}",slo="a.b"}`),
    ).flat(),
  ]);
  const lines: string[] = [];
  for (const [family, type, series] of families) {
    lines.push(`# TYPE ${family} ${type}`);
    for (const name of series) {
      for (let at = END - 3_600_000; at <= END; at += SCRAPE)
        lines.push(`${name} ${(at - END + 3_600_000) / 1000} ${at / 1000}`);
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}
