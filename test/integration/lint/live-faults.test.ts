import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { firebreak, iso, loadHistory, startPastPrometheus } from '../../support/past-prometheus.js';

const MINUTE = 60_000;
const DAYS = 9;

/** Each SLO and what it was seeded with: rule, line, and words of the finding. */
const SEEDED: readonly (readonly [slo: string, rule: string, line: number, words: RegExp])[] = [
  ['users', 'health-checks-counted', 6, /handler="\/healthz" is among the events of users/],
  [
    'users',
    'always-out-of-budget',
    32,
    /exhausted all of the 9 days that are known.*a target of 96.8% would/,
  ],
  ['misspelt', 'no-series', 8, /there is no metric http_request_total.*did you mean http_requests_total\?/],
  ['wrong-value', 'no-series', 11, /no series of http_requests_total has code="5xx".*"200", "500"/],
  ['never', 'never-an-error', 14, /no bad event among \d+ in 9 days/],
  ['fast', 'threshold-between-buckets', 18, /le="0.4"; the nearest are le="0.3" and le="0.5"/],
  ['fast', 'always-out-of-budget', 36, /no target would have held/],
  ['retried', 'bad-over-total', 20, /in the last day \d+ bad events are counted, of \d+ at all/],
  ['retried', 'always-out-of-budget', 37, /no target would have held/],
  [
    'reported',
    'asleep-when-quiet',
    38,
    /page-1h cannot fire at its quietest: 1h then hold 1 events, and it takes 3.*1m40s/,
  ],
  [
    'reported',
    'window-beyond-retention',
    38,
    /the window of 30d reaches back further than Prometheus, which keeps 15d/,
  ],
  ['flaky', 'too-many-pages', 39, /would have paged 2[78](\.\d)? times a week/],
];

const SPEC = `service: shop
owner: shop-team
links: {runbook: https://runbooks.example.org/shop}
slis:
  users:
    metric: sum(rate(http_requests_total{code!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))
  misspelt:
    bad: sum(rate(http_request_total{code="500"}[5m]))
    total: sum(rate(http_requests_total{handler="/basket"}[5m]))
  wrong-value:
    bad: sum(rate(http_requests_total{handler="/basket", code="5xx"}[5m]))
    total: sum(rate(http_requests_total{handler="/basket"}[5m]))
  never:
    bad: sum(rate(logins_total{result="lost"}[5m]))
    total: sum(rate(logins_total[5m]))
  fast:
    metric: histogram_quantile(0.99, sum(rate(latency_seconds_bucket[5m])) by (le))
    threshold: "400ms at p99"
  retried:
    bad: sum(rate(retries_total[5m]))
    total: sum(rate(orders_total[5m]))
  reported:
    bad: sum(rate(reports_total{result="failed"}[5m]))
    total: sum(rate(reports_total[5m]))
  flaky:
    bad: sum(rate(payments_total{result="failed"}[5m]))
    total: sum(rate(payments_total[5m]))
  sound:
    bad: sum(rate(logins_total{result="failed"}[5m]))
    total: sum(rate(logins_total[5m]))
slos:
  - {sli: users, target: 99.9%, window: 7d}
  - {sli: misspelt, target: 99.9%, window: 7d, burn_rate_alerts: []}
  - {sli: wrong-value, target: 99.9%, window: 7d, burn_rate_alerts: []}
  - {sli: never, target: 99.9%, window: 7d, burn_rate_alerts: []}
  - {sli: fast, target: 99%, window: 7d, burn_rate_alerts: []}
  - {sli: retried, target: 99%, window: 7d, burn_rate_alerts: []}
  - {sli: reported, target: 99%, window: 30d}
  - {sli: flaky, target: 97%, window: 7d}
  - {sli: sound, target: 99%, window: 7d}
`;

/** The one that pages too often, alone. */
const FLAKY = `service: shop
slis:
  flaky:
    bad: sum(rate(payments_total{result="failed"}[5m]))
    total: sum(rate(payments_total[5m]))
slos:
  - {sli: flaky, target: 97%, window: 7d}
`;

interface Found {
  readonly code: string;
  readonly line: number;
  readonly message: string;
  readonly mend: string;
}

it('finds every fault that only a Prometheus shows, and nothing else; explain tells what few events do', {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-lint-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const end = Math.floor(Date.now() / MINUTE) * MINUTE - MINUTE;
  await loadHistory(folder, history(end));
  const url = await startPastPrometheus(folder);
  const file = join(folder, 'shop.yaml');
  await writeFile(file, SPEC);

  const ran = await firebreak('lint', file, '--prometheus', url, '--output', 'json');
  const found = JSON.parse(ran.stdout) as Found[];
  for (const [slo, rule, line, words] of SEEDED) {
    const there = found.filter((each) => each.code === rule && each.line === line);
    const texts = there.map(({ message, mend }) => `${message}; ${mend}`);
    expect.soft(texts, slo).toContainEqual(expect.stringMatching(words));
  }
  const seeded = new Set(SEEDED.map(([, rule, line]) => `${rule} ${line}`));
  const other = found.filter((each) => !seeded.has(`${each.code} ${each.line}`));
  expect(other.map(({ code, line, message }) => `${code} ${line} ${message}`)).toEqual([]);
  expect(ran.code).toBe(1);

  // What is excluded pages nobody in the replay either.
  const excluded = join(folder, 'exclusions.yaml');
  await writeFile(excluded, corrections(end));
  const flaky = join(folder, 'flaky.yaml');
  await writeFile(flaky, FLAKY);
  const pages = ['--select', 'too-many-pages', '--prometheus', url, '--strict'];
  const corrected = await firebreak('lint', flaky, excluded, ...pages);
  expect(corrected).toMatchObject({ code: 0, stdout: expect.stringContaining('0 warnings') as string });
  expect(corrected.stderr).toContain('the replay leaves out what is excluded by till\n');

  const explained = await firebreak('explain', file, '--prometheus', url, '--slo', 'shop/reported');
  expect(explained.stdout).toContain(
    'N = 1 events an hour in the median, 1 at 00:00 UTC, the quietest (168 of',
  );
  expect(explained.stdout).toContain('one failure at 00:00 is a 100x burn over 1h');
  expect(explained.stdout).toMatch(/page-1h +more than 0\.144 N, 3 or more +never, of 1 +never, of 1/);
  expect(explained.stdout).toContain('page-1h sleeps in its quietest time');
});

/** A correction of each burst of failed payments. */
function corrections(end: number): string {
  const first = end - DAYS * 24 * 60 * MINUTE;
  const bursts = Array.from({ length: DAYS * 4 }, (_, index) => first + index * 360 * MINUTE);
  const times = bursts.map((at) => `{from: "${iso(at - MINUTE)}", to: "${iso(at + 10 * MINUTE)}"}`);
  const who = 'id: till, author: li, reason: the till was tested';
  return `corrections:\n  - {${who}, slos: [shop/flaky], times: [${times.join(', ')}]}\n`;
}

/** Nine days of a sample a minute. */
function history(end: number): string[] {
  const steps = (DAYS * 24 * 60 * MINUTE) / MINUTE;
  const lines: string[] = [];
  const series = (name: string, labels: string, perMinute: (step: number) => number) => {
    let value = 0;
    for (let step = 0; step <= steps; step += 1) {
      value += perMinute(step);
      lines.push(`${name}{${labels}} ${value} ${(end - (steps - step) * MINUTE) / 1000}`);
    }
  };
  const family = (name: string) => lines.push(`# TYPE ${name} counter`);
  family('http_requests');
  series('http_requests_total', 'handler="/basket",code="200"', () => 58);
  series('http_requests_total', 'handler="/basket",code="500"', () => 2);
  series('http_requests_total', 'handler="/healthz",code="200"', () => 4);
  family('retries');
  series('retries_total', '', () => 90);
  family('orders');
  series('orders_total', '', () => 60);
  family('reports');
  series('reports_total', 'result="ok"', (step) => (step % 60 === 30 ? 1 : 0));
  series('reports_total', 'result="failed"', (step) => (step === 4000 ? 1 : 0));
  family('payments');
  const burst = (step: number) => step % 360 < 10;
  series('payments_total', 'result="ok"', (step) => (burst(step) ? 0 : 60));
  series('payments_total', 'result="failed"', (step) => (burst(step) ? 60 : 0));
  family('logins');
  series('logins_total', 'result="ok"', () => 60);
  series('logins_total', 'result="failed"', (step) => (step % 1000 === 0 ? 1 : 0));
  series('logins_total', 'result="lost"', () => 0);
  lines.push('# TYPE latency_seconds histogram');
  for (const le of ['0.3', '0.5', '+Inf']) series('latency_seconds_bucket', `le="${le}"`, () => 60);
  series('latency_seconds_count', '', () => 60);
  series('latency_seconds_sum', '', () => 6);
  return lines;
}
