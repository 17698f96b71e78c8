import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeNative } from '../../support/native-histograms.js';
import { type BacktestReport, firebreak, iso, startPastPrometheus } from '../../support/past-prometheus.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const SCRAPE = 15 * SECOND;
const SLOT = 30 * SECOND;

/** A limit on a bound of the buckets, and one within a bucket. */
const SPEC = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: second, namespace: shop}
spec:
  target: "99"
  window: 4w
  indicator: {latencyNative: {total: {metric: 'wait_seconds{job="shop"}'}, latency: 1s}}
---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: between, namespace: shop}
spec:
  target: "99"
  window: 4w
  indicator: {latencyNative: {total: {metric: 'wait_seconds{job="shop"}'}, latency: 1500ms}}
`;

/** Observations of a scrape by bucket, (1/8, 1/4] to (2, 4]: nothing repeats with the hour. */
const FIRST_BOUND = -2;
const PER_SCRAPE = [
  (n: number) => 100 + (n % 7),
  (n: number) => 50 + (n % 11),
  (n: number) => 20 + (n % 13),
  (n: number) => n % 5,
  (n: number) => (n % 97 < 5 ? 40 : 0),
] as const;
/** Buckets whose observations are at most a second. */
const UP_TO_A_SECOND = 3;

it('counts native histograms in a real Prometheus: all of them exactly, and those over a bound of the buckets', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-native-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / SLOT) * SLOT - 60 * SECOND;
  const from = end - 2 * HOUR;
  const url = await startPastPrometheus(
    folder,
    '--web.enable-remote-write-receiver',
    '--enable-feature=native-histograms',
  );
  const labels = { __name__: 'wait_seconds', job: 'shop', instance: 'a' };
  await writeNative(url, labels, history(end - 3 * HOUR, end));
  await writeFile(join(folder, 'shop.yaml'), SPEC);

  const ran = await firebreak(
    ...['backtest', join(folder, 'shop.yaml'), '--prometheus', url, '--since', '2h', '--until', iso(end)],
    ...['--output', 'json'],
  );
  expect(ran.stderr).toContain('reading history: 100%');
  const { slos } = JSON.parse(ran.stdout) as BacktestReport;
  const counted = new Map(slos.map(({ id, candidates }) => [id, candidates[0]?.events]));
  const grown = (buckets: readonly ((n: number) => number)[]) => {
    let sum = 0;
    for (let at = from + SCRAPE; at <= end; at += SCRAPE) {
      for (const of of buckets) sum += of(at / SCRAPE);
    }
    return sum;
  };
  const total = grown(PER_SCRAPE);
  const bad = grown(PER_SCRAPE.slice(UP_TO_A_SECOND));
  const second = counted.get('shop/second');
  expect(second?.total).toBe(total);
  expect(second?.coverage).toBe(1);
  expect(Math.abs((second?.bad ?? 0) - bad)).toBeLessThan(0.0002 * bad);
  // Within a bucket Prometheus estimates; the truth is not farther away than the bucket is large.
  const between = counted.get('shop/between');
  expect(between?.total).toBe(total);
  expect(between?.bad).toBeGreaterThan(grown(PER_SCRAPE.slice(UP_TO_A_SECOND + 1)));
  expect(between?.bad).toBeLessThan(bad);
});

function history(begin: number, end: number) {
  const counts = PER_SCRAPE.map(() => 0);
  const samples = [];
  for (let at = begin; at <= end; at += SCRAPE) {
    for (const [index, of] of PER_SCRAPE.entries()) counts[index] = (counts[index] ?? 0) + of(at / SCRAPE);
    samples.push({ at, from: FIRST_BOUND, counts: [...counts] });
  }
  return samples;
}
