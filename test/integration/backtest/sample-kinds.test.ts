import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  type BacktestReport,
  firebreak,
  iso,
  loadHistory,
  startPastPrometheus,
} from '../../support/past-prometheus.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const SCRAPE = 15 * SECOND;
const STEP = 30 * SECOND;

const SPEC = `service: shop
slis:
  up: {gauge: 'probe_success{job="shop"}'}
  fresh: {gauge: queue_age_seconds, good_when: "< 60"}
  oldest: {gauge: max(queue_age_seconds), good_when: "< 60"}
  odd: {error_ratio: avg(checkout_error_ratio)}
slos:
  - {sli: up, target: 99%, window: 30d}
  - {sli: fresh, target: 99%, window: 30d}
  - {sli: oldest, target: 99%, window: 30d}
  - {sli: odd, target: 99%, window: 30d}
`;

/** What the gauges show, by the number of the scrape since the epoch: nothing repeats with the hour. */
const SERIES = {
  'probe_success{job="shop",instance="a"}': (n: number) => (n % 97 < 5 ? 0 : 1),
  'queue_age_seconds{job="queue",instance="a"}': (n: number) => (n * 7) % 83,
  'queue_age_seconds{job="queue",instance="b"}': (n: number) => (n * 11) % 71,
  'checkout_error_ratio{job="shop",instance="a"}': (n: number) => (n % 13 === 0 ? 1.5 : (n % 10) / 40),
} as const;
type Name = keyof typeof SERIES;

it('counts probes, gauges and raw ratios in a real Prometheus as they were', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-kinds-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / STEP) * STEP - 60 * SECOND;
  const from = end - 3 * HOUR;
  await loadHistory(folder, history(end - 4 * HOUR, end));
  const url = await startPastPrometheus(folder);
  await writeFile(join(folder, 'shop.yaml'), SPEC);

  const ran = await firebreak(
    ...['backtest', join(folder, 'shop.yaml'), '--prometheus', url, '--since', '3h', '--until', iso(end)],
    ...['--output', 'json'],
  );
  expect(ran.stderr).toContain('reading history: 100%');
  const { slos } = JSON.parse(ran.stdout) as BacktestReport;
  const counted = new Map(slos.map(({ id, candidates }) => [id, candidates[0]?.events]));
  const every = (intervalMs: number, worth: (n: number) => number) => {
    let sum = 0;
    for (let at = from + intervalMs; at <= end; at += intervalMs) sum += worth(at / SCRAPE);
    return sum;
  };
  const old = (name: Name) => (n: number) => (SERIES[name](n) >= 60 ? 1 : 0);
  const [a, b]: Name[] = [
    'queue_age_seconds{job="queue",instance="a"}',
    'queue_age_seconds{job="queue",instance="b"}',
  ];
  const [scrapes, steps] = [(3 * HOUR) / SCRAPE, (3 * HOUR) / STEP];
  expect(counted.get('shop/up')).toMatchObject({
    bad: every(SCRAPE, (n) => 1 - SERIES['probe_success{job="shop",instance="a"}'](n)),
    total: scrapes,
    coverage: 1,
  });
  expect(counted.get('shop/fresh')).toMatchObject({
    bad: every(SCRAPE, (n) => old(a as Name)(n) + old(b as Name)(n)),
    total: 2 * scrapes,
  });
  expect(counted.get('shop/oldest')).toMatchObject({
    bad: every(STEP, (n) => Math.max(old(a as Name)(n), old(b as Name)(n))),
    total: steps,
  });
  // A ratio over 1 is a whole event, never more.
  const share = every(STEP, (n) => Math.min(1, SERIES['checkout_error_ratio{job="shop",instance="a"}'](n)));
  expect(counted.get('shop/odd')?.bad).toBeCloseTo(share, 6);
  expect(counted.get('shop/odd')?.total).toBe(steps);
});

function history(from: number, to: number): string[] {
  const metrics = [...new Set(Object.keys(SERIES).map((name) => name.split('{')[0] as string))];
  return metrics.flatMap((metric) => [
    `# TYPE ${metric} gauge`,
    ...Object.entries(SERIES)
      .filter(([name]) => name.startsWith(`${metric}{`))
      .flatMap(([name, valueAt]) => {
        const lines: string[] = [];
        for (let at = from; at <= to; at += SCRAPE) {
          lines.push(`${name} ${valueAt(at / SCRAPE)} ${at / SECOND}`);
        }
        return lines;
      }),
  ]);
}
