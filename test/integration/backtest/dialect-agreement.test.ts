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
const STEP = 30 * SECOND;
/** What is judged, and what the longest window needs before it. */
const SPAN = 26 * HOUR;
const BEFORE = 4 * 24 * HOUR;

const TOTAL = 'http_requests_total{job="shop"}';
const ERRORS = 'http_requests_total{job="shop",code="500"}';

/** Hours after the span's begin, how long, and which share fails: what a page's fast and slow tiers, and tickets, are for. */
const OUTAGES = [
  { from: 1, minutes: 4, share: 1 },
  { from: 3, minutes: 40, share: 0.05 },
  { from: 12, minutes: 150, share: 0.012 },
  { from: 20, minutes: 200, share: 0.006 },
];

const SLOTH = `version: prometheus/v1
service: sloth
slos:
  - name: pages
    objective: 99.9
    sli: {events: {error_query: 'sum(rate(${ERRORS}[{{.window}}]))', total_query: 'sum(rate(${TOTAL}[{{.window}}]))'}}
    alerting: {ticket_alert: {disable: true}}
  - name: tickets
    objective: 99.9
    sli: {events: {error_query: 'sum(rate(${ERRORS}[{{.window}}]))', total_query: 'sum(rate(${TOTAL}[{{.window}}]))'}}
    alerting: {page_alert: {disable: true}}
`;

const pyrra = (name: string, severities: string) => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: ${name}, labels: {pyrra.dev/service: pyrra}}
spec:
  target: "99.9"
  window: 4w
  indicator: {ratio: {errors: {metric: '${ERRORS}'}, total: {metric: '${TOTAL}'}}}
  alerting: {severities: ${severities}}
`;
/** All four tell at one severity, so that no page hides a ticket. */
const PYRRA = pyrra('any', '{fastBurn: page, mediumBurn: page, slowBurn: page, longTermBurn: page}');

const OPENSLO = `apiVersion: openslo/v1
kind: SLO
metadata: {name: pages}
spec:
  service: openslo
  indicator:
    metadata: {name: answered}
    spec:
      ratioMetric:
        counter: true
        bad: {metricSource: {type: Prometheus, spec: {query: 'sum(${ERRORS})'}}}
        total: {metricSource: {type: Prometheus, spec: {query: 'sum(${TOTAL})'}}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
  alertPolicies:
    - kind: AlertPolicy
      metadata: {name: burn}
      spec:
        conditions:
          - {kind: AlertCondition, metadata: {name: fast}, spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 10, lookbackWindow: 2h}}}
`;

/** One scrape, which a window holds or not, and one step. */
const TOLERANCE = SCRAPE + STEP;

/** An alert as the other tool means it: long window, short window, burn rate; any of them. */
type Tiers = readonly (readonly [long: string, short: string, burnRate: number])[];

const MEANT: Readonly<Record<string, Tiers>> = {
  'sloth/pages': [
    ['1h', '5m', 14.4],
    ['6h', '30m', 6],
  ],
  'sloth/tickets': [
    ['1d', '2h', 3],
    ['3d', '6h', 1],
  ],
  'pyrra/any': [
    ['1h', '5m', 14],
    ['6h', '30m', 7],
    ['1d', '2h', 2],
    ['4d', '6h', 1],
  ],
  'openslo/pages': [['2h', '10m', 10]],
};

it('on one history, alerts of other tools’ files begin and end where those tools’ own conditions do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-agreement-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / STEP) * STEP - MINUTE;
  const from = end - SPAN;
  await loadHistory(folder, history(from, end));
  const url = await startPastPrometheus(folder);
  await writeFile(join(folder, 'sloth.yaml'), SLOTH);
  await writeFile(join(folder, 'pyrra.yaml'), PYRRA);
  await writeFile(join(folder, 'openslo.yaml'), OPENSLO);

  const files = ['sloth.yaml', 'pyrra.yaml', 'openslo.yaml'].map((name) => join(folder, name));
  const ran = await firebreak(
    ...['backtest', ...files, '--prometheus', url, '--since', '26h', '--until', iso(end), '--output', 'json'],
  );
  expect(ran.code, ran.stderr).toBe(0);
  const { slos } = JSON.parse(ran.stdout) as BacktestReport;
  const ours = new Map(slos.map(({ id, candidates }) => [id, candidates[0]?.alerts ?? []]));
  expect([...ours.keys()].sort()).toEqual(Object.keys(MEANT).sort());
  for (const [id, tiers] of Object.entries(MEANT)) {
    const theirs = await intervals(url, condition(tiers), { from, to: end });
    expect(theirs.length, `${id} fires by its own condition`).toBeGreaterThan(0);
    const told = joined(
      (ours.get(id) ?? []).map(({ openedAt, closedAt }) => ({
        from: Date.parse(openedAt),
        to: closedAt === null ? end : Date.parse(closedAt),
      })),
    );
    expect(told, `${id}: ${show(told)} beside ${show(theirs)}`).toHaveLength(theirs.length);
    theirs.forEach((interval, index) => {
      const [begins, ends] = [(told[index]?.from ?? 0) - interval.from, (told[index]?.to ?? 0) - interval.to];
      expect(Math.abs(begins), `${id} begins ${begins / SECOND} s apart`).toBeLessThanOrEqual(TOLERANCE);
      expect(Math.abs(ends), `${id} ends ${ends / SECOND} s apart`).toBeLessThanOrEqual(TOLERANCE);
    });
  }
});

interface Interval {
  readonly from: number;
  readonly to: number;
}

function condition(tiers: Tiers): string {
  const over = (window: string, burnRate: number) =>
    `sum(rate(${ERRORS}[${window}])) / sum(rate(${TOTAL}[${window}])) > ${burnRate} * 0.001`;
  return tiers.map(([long, short, rate]) => `(${over(long, rate)} and ${over(short, rate)})`).join(' or ');
}

/** When a condition holds, as Prometheus itself evaluates it. */
async function intervals(url: string, query: string, { from, to }: Interval): Promise<Interval[]> {
  const params = new URLSearchParams({ query, start: iso(from), end: iso(to), step: String(STEP / SECOND) });
  const response = await fetch(`${url}/api/v1/query_range?${params.toString()}`);
  const { data } = (await response.json()) as { data: { result: { values: [number, string][] }[] } };
  const times = data.result.flatMap(({ values }) => values.map(([at]) => at * SECOND)).sort((a, b) => a - b);
  return joined(times.map((at) => ({ from: at, to: at + STEP })));
}

/** Where one tier ends as another begins, a moment between them is nothing that the two sides need agree on. */
function joined(intervals: readonly Interval[]): Interval[] {
  return intervals.reduce<Interval[]>((found, { from, to }) => {
    const last = found.at(-1);
    return last && from - last.to <= TOLERANCE
      ? [...found.slice(0, -1), { from: last.from, to }]
      : [...found, { from, to }];
  }, []);
}

function show(intervals: readonly Interval[]): string {
  return intervals.map(({ from, to }) => `${iso(from)}..${iso(to)}`).join(', ');
}

/** Twenty requests a second; both counters are there from the first scrape on. */
function history(from: number, end: number): string[] {
  const lines: Record<'200' | '500', string[]> = { 200: [], 500: [] };
  const counters = { 200: 0, 500: 0 };
  for (let at = from - BEFORE; at <= end; at += SCRAPE) {
    const outage = OUTAGES.find((each) => {
      const start = from + each.from * HOUR;
      return at > start && at <= start + each.minutes * MINUTE;
    });
    counters[500] += 300 * (outage?.share ?? 0);
    counters[200] += 300 * (1 - (outage?.share ?? 0));
    for (const code of ['200', '500'] as const) {
      lines[code].push(`http_requests_total{job="shop",code="${code}"} ${counters[code]} ${at / SECOND}`);
    }
  }
  return ['# TYPE http_requests counter', ...lines[200], ...lines[500]];
}
