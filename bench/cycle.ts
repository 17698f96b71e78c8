import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { PrometheusClient } from '../src/adapters/prometheus/client.js';
import { createPrometheusSource } from '../src/adapters/prometheus/event-source.js';
import type { ReadRequest } from '../src/engine/ports.js';
import { selectorText } from '../src/core/slo/selector-text.js';
import type { CounterSelector } from '../src/core/slo/sli.js';
import { runToEnd } from '../src/main/demo/programs.js';
import { writeOpenMetrics } from './support/open-metrics.js';
import { cpuMs } from './support/process-cost.js';
import { startPrometheus } from './support/prometheus.js';
import type { Series } from './support/series.js';

/**
 * What one evaluation asks of a real Prometheus: the daemon's way (the raw samples since the last cycle, once) against the usual way
 * (every window of every SLO as a ratio of rates, as recording rules do), in the same run on the same data.
 */
const SERVICES = Number(process.argv[2] ?? 300);
const HOURS = 6.5;
const SCRAPE = 15_000;
const INTERVAL = 30_000;
const WINDOWS = ['5m', '30m', '1h', '2h', '6h'];
const CYCLES = 20;

const folder = await mkdtemp(join(tmpdir(), 'firebreak-bench-'));
const end = Math.floor(Date.now() / SCRAPE) * SCRAPE;
await writeOpenMetrics(join(folder, 'data.om'), requests(), end - HOURS * 3_600_000, end + 1);
await runToEnd('promtool', [
  'tsdb',
  'create-blocks-from',
  'openmetrics',
  join(folder, 'data.om'),
  join(folder, 'data'),
]);
await writeFile(join(folder, 'prometheus.yml'), 'global: {scrape_interval: 1h}\n');
const prometheus = await startPrometheus(join(folder, 'prometheus.yml'), join(folder, 'data'));
try {
  const options = { url: prometheus.url, timeoutMs: 60_000 };
  const ours = await measure('daemon, raw samples', daemonCycle(options));
  const usual = await measure('every window as a ratio', windowsCycle(options));
  console.log(
    `ratio: ${(usual.cpu / ours.cpu).toFixed(1)}x Prometheus CPU, ${(usual.wall / ours.wall).toFixed(1)}x time, ${(usual.queries / ours.queries).toFixed(0)}x queries`,
  );
} finally {
  await prometheus.stop();
  await rm(folder, { recursive: true, force: true });
}

interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly queries: number;
}

/** Plays the last cycles of the data; times are ms per cycle and 100 SLOs. */
async function measure(name: string, cycle: (at: number) => Promise<number>): Promise<Cost> {
  await cycle(end - CYCLES * INTERVAL);
  const cpuBefore = cpuMs(prometheus.pid);
  const began = performance.now();
  let queries = 0;
  for (let n = CYCLES - 1; n >= 0; n -= 1) queries += await cycle(end - n * INTERVAL);
  const scale = 100 / SERVICES / CYCLES;
  const cost = {
    wall: (performance.now() - began) * scale,
    cpu: (cpuMs(prometheus.pid) - cpuBefore) * scale,
    queries: queries * scale,
  };
  console.log(
    `${name}: ${cost.cpu.toFixed(1)} ms Prometheus CPU, ${cost.wall.toFixed(1)} ms, ${cost.queries.toFixed(1)} queries per 100 SLOs and cycle`,
  );
  return cost;
}

function daemonCycle(options: { url: string; timeoutMs: number }) {
  let queries = 0;
  const source = createPrometheusSource(options, { query: () => (queries += 1) }, { now: () => Date.now() });
  return async (at: number) => {
    queries = 0;
    const requests: ReadRequest[] = services().map(({ name, bad, total }) => ({
      key: name,
      selectors: [bad, total],
      after: at - INTERVAL - 60_000,
      upTo: at,
    }));
    const outcomes = await source.read(requests);
    for (const outcome of outcomes.values())
      if (outcome.kind !== 'read' || outcome.series[1]?.length === 0) throw new Error('nothing was read');
    return queries;
  };
}

function windowsCycle(options: { url: string; timeoutMs: number }) {
  const client = new PrometheusClient(options);
  return async (at: number) => {
    const queries = services().flatMap(({ bad, total }) =>
      WINDOWS.map(
        (window) =>
          `sum(rate(${selectorText(bad)}[${window}])) / sum(rate(${selectorText(total)}[${window}]))`,
      ),
    );
    const queue = [...queries];
    const worker = async () => {
      for (let query = queue.pop(); query !== undefined; query = queue.pop()) {
        const answer = await client.query(query, at);
        if (answer.kind !== 'answered' || answer.series.length === 0)
          throw new Error(`nothing was measured: ${query}`);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    return queries.length;
  };
}

function services(): { name: string; bad: CounterSelector; total: CounterSelector }[] {
  return Array.from({ length: SERVICES }, (_, n) => {
    const service = { label: 'service', op: '=' as const, value: `service-${n}` };
    return {
      name: `service-${n}`,
      bad: {
        metric: 'http_requests_total',
        matchers: [service, { label: 'status', op: '=~' as const, value: '5..' }],
      },
      total: { metric: 'http_requests_total', matchers: [service] },
    };
  });
}

/** Three instances with two statuses for each service. */
function requests(): Series[] {
  return services().flatMap(({ name: service }) =>
    ['a', 'b', 'c'].flatMap((instance) =>
      [
        { status: '200', perScrape: 1500 },
        { status: '503', perScrape: 1 },
      ].map(({ status, perScrape }) => ({
        metric: 'http_requests_total',
        labels: { service, instance, status },
        stepMs: SCRAPE,
        valueAt: (ms) => ((ms - end + HOURS * 3_600_000) / SCRAPE) * perScrape,
      })),
    ),
  );
}
