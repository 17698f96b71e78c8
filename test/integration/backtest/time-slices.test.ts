import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { firebreak, iso, loadHistory, startPastPrometheus } from '../../support/past-prometheus.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SCRAPE = 15 * SECOND;

const SPEC = `service: shop
slis:
  ok: {metric: 'sum(rate(shop_requests_total{code!~"5.."}[5m])) / sum(rate(shop_requests_total[5m]))'}
slos:
  - {sli: ok, target: 99%, window: 30d, time_slices: {length: 1m, good_when: 95%}}
  - {sli: ok, name: busy, target: 99%, window: 30d, time_slices: {length: 5m, good_when: 99%, without_traffic: ignored}}
  - {sli: ok, name: share, target: 99%, window: 30d, time_slices: {length: 1m}}
`;

/** What each scrape adds, by its number since the epoch: hours without traffic, quiet and busy ones, failures now and then. */
const requests = (n: number) => (n % 960 < 120 ? 0 : n % 960 < 400 ? 1 + (n % 3) : 50 + (n % 40));
const failed = (n: number) => (n % 37 < 3 ? Math.min(requests(n), 1 + (n % 5)) : 0);

it('counts slices of time in a real Prometheus as they were', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-slices-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE - 5 * MINUTE;
  const from = end - 8 * HOUR;
  await loadHistory(folder, history(from - HOUR, end + MINUTE));
  const url = await startPastPrometheus(folder);
  await writeFile(join(folder, 'shop.yaml'), SPEC);

  const ran = await firebreak(
    ...['backtest', join(folder, 'shop.yaml'), '--prometheus', url, '--since', '8h', '--until', iso(end)],
    ...['--output', 'json'],
  );
  const { slos } = JSON.parse(ran.stdout) as Report;
  const counted = new Map(slos.map(({ id, candidates }) => [id, candidates[0]?.events]));

  const minutes = slices(from, end, MINUTE);
  const bad = minutes.filter((slice) => slice.failed > 0.05 * slice.all).length;
  expect(bad).toBeGreaterThan(20);
  expect(minutes.filter(({ all }) => all === 0).length).toBeGreaterThan(20);
  expect(counted.get('shop/ok')).toMatchObject({ bad, total: 8 * 60, coverage: 1 });

  const withTraffic = slices(from, end, 5 * MINUTE).filter(({ all }) => all > 0);
  expect(withTraffic.length).toBeLessThan((8 * 60) / 5);
  expect(counted.get('shop/busy')).toMatchObject({
    bad: withTraffic.filter((slice) => slice.failed > 0.01 * slice.all).length,
    total: withTraffic.length,
    coverage: 1,
  });

  const share = minutes.reduce((sum, slice) => sum + (slice.all === 0 ? 0 : slice.failed / slice.all), 0);
  expect(counted.get('shop/share')?.bad).toBeCloseTo(share, 6);
});

/** What was scraped in each slice, its end included. */
function slices(from: number, to: number, length: number) {
  const found: { readonly failed: number; readonly all: number }[] = [];
  for (let end = from + length; end <= to; end += length) {
    let sums = { failed: 0, all: 0 };
    for (let at = end - length + SCRAPE; at <= end; at += SCRAPE) {
      const n = at / SCRAPE;
      sums = { failed: sums.failed + failed(n), all: sums.all + requests(n) };
    }
    found.push(sums);
  }
  return found;
}

interface Report {
  readonly slos: readonly {
    readonly id: string;
    readonly candidates: readonly {
      readonly events: { readonly bad: number; readonly total: number; readonly coverage: number };
    }[];
  }[];
}

function history(from: number, to: number): string[] {
  const lines = ['# TYPE shop_requests counter'];
  for (const [code, grows] of [
    ['200', (n: number) => requests(n) - failed(n)],
    ['503', failed],
  ] as const) {
    let value = 0;
    for (let at = from; at <= to; at += SCRAPE) {
      value += grows(at / SCRAPE);
      lines.push(`shop_requests_total{code="${code}",job="shop",instance="a"} ${value} ${at / SECOND}`);
    }
  }
  return lines;
}
