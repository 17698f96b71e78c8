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

const JOURNEY = `service: journey
slos:
  - {name: buy, composite: {all_of: [shop/ok, pay/ok]}, target: 99%, window: 30d}
  - {name: any, composite: {any_of: [shop/ok, pay/ok], length: 5m}, target: 99%, window: 30d}
  - {name: mean, composite: {weighted: {shop/ok: 2, pay/ok: 1}}, target: 99%, window: 30d}
`;

const PAY = `service: pay
slis: {ok: {bad: pay_failed_total, total: pay_total}}
slos: [{sli: ok, target: 90%, window: 30d}]
`;

/** What each scrape adds to the payments. */
const payments = (n: number) => n % 7;
const unpaid = (n: number) => (n % 53 < 6 ? Math.min(payments(n), 2) : 0);

it('counts slices of time in a real Prometheus as they were', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-slices-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE - 5 * MINUTE;
  const from = end - 8 * HOUR;
  await loadHistory(folder, history(from - HOUR, end + MINUTE));
  const url = await startPastPrometheus(folder);
  for (const [name, text] of Object.entries({ shop: SPEC, journey: JOURNEY, pay: PAY })) {
    await writeFile(join(folder, `${name}.yaml`), text);
  }

  const ran = await firebreak(
    ...[
      'backtest',
      ...['shop', 'journey', 'pay'].map((name) => join(folder, `${name}.yaml`)),
      '--prometheus',
      url,
      '--since',
      '8h',
      '--until',
      iso(end),
    ],
    ...['--output', 'json'],
  );
  const { slos } = JSON.parse(ran.stdout) as BacktestReport;
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

  const verdicts = (length: number) => {
    const pay = slices(from, end, length, { all: payments, failed: unpaid });
    return slices(from, end, length).map((slice, index) => ({
      shop: slice.failed > 0.05 * slice.all,
      pay: (pay[index]?.failed ?? 0) > 0.1 * (pay[index]?.all ?? 0),
    }));
  };
  const both = verdicts(MINUTE);
  expect(counted.get('journey/buy')).toMatchObject({
    bad: both.filter((slice) => slice.shop || slice.pay).length,
    total: 8 * 60,
    coverage: 1,
  });
  expect(counted.get('journey/any')).toMatchObject({
    bad: verdicts(5 * MINUTE).filter((slice) => slice.shop && slice.pay).length,
    total: (8 * 60) / 5,
  });
  const weights = both.reduce((sum, slice) => sum + (2 * Number(slice.shop) + Number(slice.pay)) / 3, 0);
  expect(counted.get('journey/mean')?.bad).toBeCloseTo(weights, 6);
});

/** What was scraped in each slice, its end included. */
function slices(from: number, to: number, length: number, of = { all: requests, failed }) {
  const found: { readonly failed: number; readonly all: number }[] = [];
  for (let end = from + length; end <= to; end += length) {
    let sums = { failed: 0, all: 0 };
    for (let at = end - length + SCRAPE; at <= end; at += SCRAPE) {
      const n = at / SCRAPE;
      sums = { failed: sums.failed + of.failed(n), all: sums.all + of.all(n) };
    }
    found.push(sums);
  }
  return found;
}

function history(from: number, to: number): string[] {
  const counter = (series: string, grows: (n: number) => number) => {
    const lines: string[] = [];
    let value = 0;
    for (let at = from; at <= to; at += SCRAPE) {
      value += grows(at / SCRAPE);
      lines.push(`${series} ${value} ${at / SECOND}`);
    }
    return lines;
  };
  const labels = 'job="shop",instance="a"';
  return [
    '# TYPE shop_requests counter',
    ...counter(`shop_requests_total{code="200",${labels}}`, (n) => requests(n) - failed(n)),
    ...counter(`shop_requests_total{code="503",${labels}}`, failed),
    '# TYPE pay counter',
    ...counter(`pay_total{${labels}}`, payments),
    '# TYPE pay_failed counter',
    ...counter(`pay_failed_total{${labels}}`, unpaid),
  ];
}
