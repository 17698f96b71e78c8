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
const PER_SCRAPE = 150;

const SPEC = `service: shop
slis:
  availability:
    metric: |
      sum(rate(http_requests_total{service="shop", status!~"5.."}[5m])) / sum(rate(http_requests_total{service="shop"}[5m]))
slos:
  - sli: availability
    target: 99.9%
    window: 1d
    burn_rate_alerts:
      - {severity: page, short_window: 5m, long_window: 1h, burn_rate: 14.4x}
`;

it('finds the page of an outage in the history of a real Prometheus', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-backtest-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / (30 * SECOND)) * 30 * SECOND - 60 * SECOND;
  const outage = { start: end - 90 * 60 * SECOND, end: end - 60 * 60 * SECOND };
  await writeHistory(folder, end - 4 * HOUR, end, outage);
  const url = await startPastPrometheus(folder);
  await writeFile(join(folder, 'shop.yaml'), SPEC);
  await writeFile(
    join(folder, 'incidents.yaml'),
    `- {start: "${iso(outage.start)}", end: "${iso(outage.end)}", service: shop, name: checkout fails}\n`,
  );

  const ran = await firebreak(
    ...['backtest', join(folder, 'shop.yaml'), '--prometheus', url, '--since', '3h', '--until', iso(end)],
    ...['--incidents', join(folder, 'incidents.yaml'), '--output', 'json'],
  );
  expect(ran.stderr).toContain('reading history: 100%');
  expect(ran.code).toBe(0);
  const report = JSON.parse(ran.stdout) as BacktestReport;
  const [candidate] = report.slos[0]?.candidates ?? [];
  expect(candidate?.alerts).toHaveLength(1);
  const page = candidate?.alerts[0];
  expect(page?.severity).toBe('page');
  // Theory: 1.44 % of an hour's events at 10 % errors are 8.64 minutes; one scrape and one step at most come on top.
  const detected = Date.parse(page?.openedAt ?? '') - outage.start;
  expect(detected).toBeGreaterThanOrEqual(8.64 * 60 * SECOND);
  expect(detected).toBeLessThanOrEqual(8.64 * 60 * SECOND + SCRAPE + 30 * SECOND);
  expect(page?.failingSince).toBe(iso(outage.start + SCRAPE));
  expect(page?.failedUntil).toBe(iso(outage.end));
  const [bad, total] = [30 * 4 * 15, 3 * 240 * PER_SCRAPE];
  expect(candidate?.events).toMatchObject({ bad, total, coverage: 1 });
  expect(report.scores).toMatchObject([{ precision: 1, recall: 1, pages: 1, incidents: 1 }]);
});

/** Ten requests a second, of which a tenth fails during the outage. The counter of errors is born with the first of them. */
async function writeHistory(
  folder: string,
  from: number,
  to: number,
  outage: { readonly start: number; readonly end: number },
): Promise<void> {
  const lines = { 200: [] as string[], 503: [] as string[] };
  let [good, bad] = [0, 0];
  for (let at = from; at <= to; at += SCRAPE) {
    const failing = at > outage.start && at <= outage.end;
    good += failing ? PER_SCRAPE * 0.9 : PER_SCRAPE;
    bad += failing ? PER_SCRAPE * 0.1 : 0;
    const series = (status: number) =>
      `http_requests_total{service="shop",instance="a",job="shop",status="${status}"}`;
    lines[200].push(`${series(200)} ${good} ${at / SECOND}`);
    if (bad > 0) lines[503].push(`${series(503)} ${bad} ${at / SECOND}`);
  }
  await loadHistory(folder, ['# TYPE http_requests counter', ...lines[200], ...lines[503]]);
}
