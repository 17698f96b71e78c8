import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { counting } from '../../support/counters.js';
import { SimulatedPrometheus } from '../../support/simulated-prometheus.js';
import { run, type Surroundings, surroundings } from './fake-context.js';
import { BROKEN_SPEC, CHECKOUT_SPEC } from './specs.js';

const SPEC = CHECKOUT_SPEC.replace('window: 30d', 'window: 7d')
  .replace('    error_budget: "21.6 minutes/month"\n', '')
  .replace(/ {2}latency:[\s\S]*?(?=slos:)/, '')
  .replace(/ {2}- \{sli: latency.*\n/, '');

const NOW = Date.UTC(2026, 2, 10);
/** An hour in which every tenth request fails. */
const OUTAGE = Date.UTC(2026, 2, 9, 6);

function around(): Surroundings & { prometheus: SimulatedPrometheus } {
  const prometheus = new SimulatedPrometheus(() => NOW, 30 * SECOND);
  const begin = NOW - 20 * DAY;
  prometheus.expose('http_requests_total', { service: 'checkout-api', status: '200' }, counting([begin, 10]));
  prometheus.expose(
    'http_requests_total',
    { service: 'checkout-api', status: '503' },
    counting([begin, 0], [OUTAGE, 1], [OUTAGE + HOUR, 0]),
  );
  const files = surroundings({ 'specs/checkout-api.yaml': SPEC });
  return Object.assign(files, { events: prometheus, now: NOW, prometheus });
}

const backtest = (...more: string[]) => ['backtest', 'specs', '--prometheus', 'http://p:9090', ...more];

interface Json {
  readonly slos: readonly {
    readonly candidates: readonly {
      readonly candidate: string;
      readonly pages: number;
      readonly pagesPerWeek: number;
      readonly events: { readonly bad: number; readonly total: number; readonly coverage: number };
      readonly alerts: readonly {
        readonly severity: string;
        readonly openedAt: string;
        readonly closedAt: string;
        readonly failingSince: string;
        readonly failedUntil: string;
        readonly detectionSeconds: number;
        readonly resetSeconds: number;
      }[];
      readonly policy: readonly { readonly band: string; readonly seconds: number }[];
    }[];
  }[];
  readonly unread: readonly { readonly slo: string; readonly message: string }[];
}

describe('firebreak backtest', () => {
  it('finds the outage of the history, with its delays, to the step', async () => {
    const ran = await run(around(), ...backtest('--since', '2d', '--output', 'json'));
    expect(ran.code).toBe(0);
    const [candidate] = (JSON.parse(ran.stdout) as Json).slos[0]?.candidates ?? [];
    expect(candidate).toMatchObject({ candidate: 'as written', pages: 1, pagesPerWeek: 3.5 });
    expect(candidate?.events).toMatchObject({ bad: 3600, total: 2 * 864_000 + 3600 });
    expect(candidate?.events.coverage).toBe(1);
    const page = candidate?.alerts.find(({ severity }) => severity === 'page');
    expect(page?.failingSince).toBe('2026-03-09T06:00:30Z');
    expect(page?.failedUntil).toBe('2026-03-09T07:00:00Z');
    // 0.72 % of an hour's events have failed after 261 s; the first failures are seen 30 s after they began.
    expect(page?.openedAt).toBe('2026-03-09T06:04:30Z');
    expect(page?.detectionSeconds).toBe(240);
    expect(page?.resetSeconds).toBeGreaterThan(270);
    expect(page?.resetSeconds).toBeLessThanOrEqual(300);
    const lasted = candidate?.policy.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(lasted).toBe((2 * DAY) / SECOND);
  });

  it('tells it to people', async () => {
    const ran = await run(around(), ...backtest('--since', '2d'));
    expect(ran.stdout).toContain(
      'history of http://p:9090\n2026-03-08T00:00:00Z to 2026-03-10T00:00:00Z (2d)',
    );
    expect(ran.stdout).toMatch(/as written +99\.95% +1 +3\.5 /);
    expect(ran.stdout).toMatch(/page +2026-03-09T06:04:30Z +2026-03-09T07:0\d:\d0Z/);
    expect(ran.stdout).toMatch(
      /3,600 bad of 1,731,600 events, 416% of what 2d may spend; 100% of the time known/,
    );
  });

  it('says it when pages are too many', async () => {
    const ran = await run(around(), ...backtest('--since', '1d'));
    expect(ran.stdout).toContain('7 pages a week are too many: over 5 wear out the people who are woken');
  });

  it('compares candidates side by side', async () => {
    const vary = ['--vary', 'target=99,99.95', 'tiers=default,ticket:3d/6h@1'];
    const ran = await run(around(), ...backtest('--since', '2d', '--output', 'json', ...vary));
    const candidates = (JSON.parse(ran.stdout) as Json).slos[0]?.candidates;
    expect(candidates?.map(({ candidate, pages }) => [candidate, pages])).toEqual([
      ['target=99% tiers=default', 0],
      ['target=99% tiers=ticket:3d/6h@1', 0],
      ['target=99.95% tiers=default', 1],
      ['target=99.95% tiers=ticket:3d/6h@1', 0],
    ]);
  });

  it('gives precision and recall against labelled incidents, with what was missed', async () => {
    const surrounded = around();
    surrounded.files.set(
      'incidents.csv',
      'start,end,service,name\n2026-03-09T06:00:00Z,2026-03-09T07:00:00Z,checkout-api,failover\n' +
        '2026-03-08T06:00:00Z,2026-03-08T07:00:00Z,,slow disks\n2026-03-08T06:00:00Z,2026-03-08T07:00:00Z,search-api,\n',
    );
    const ran = await run(surrounded, ...backtest('--since', '2d', '--incidents', 'incidents.csv'));
    expect(ran.stdout).toMatch(/as written +100% \(1 of 1 pages\) +50% \(1 of 2 incidents\)/);
    expect(ran.stdout).toContain('missed 2026-03-08T06:00:00Z to 2026-03-08T07:00:00Z slow disks');
    expect(ran.stdout).toContain(
      'outside of the span or of no SLO here: 2026-03-08T06:00:00Z to 2026-03-08T07:00:00Z search-api',
    );
  });

  it('points at what is wrong in a file of incidents', async () => {
    const surrounded = around();
    surrounded.files.set('incidents.csv', 'start,end\n2026-03-09T06:00:00Z,yesterday\n');
    const ran = await run(surrounded, ...backtest('--incidents', 'incidents.csv'));
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('incidents.csv:2:22: error [bad-instant] "yesterday" is no instant');
    expect(ran.stderr).toContain('mend: write date, time and zone: 2026-03-01T12:00:00Z');
  });

  it('takes a gap for unknown, never for health', async () => {
    const surrounded = around();
    surrounded.prometheus.hide('http_requests_total', OUTAGE + 30 * MINUTE, OUTAGE + 12 * HOUR);
    const ran = await run(surrounded, ...backtest('--since', '2d', '--output', 'json'));
    const [candidate] = (JSON.parse(ran.stdout) as Json).slos[0]?.candidates ?? [];
    expect(candidate?.events.coverage).toBeCloseTo(1 - 11.5 / 48, 2);
    const page = candidate?.alerts.find(({ severity }) => severity === 'page');
    expect(Date.parse(page?.closedAt ?? '')).toBeGreaterThan(OUTAGE + 12 * HOUR);
  });

  it('writes a page that needs nothing else, and says where', async () => {
    const surrounded = around();
    const html = ['--since', '2d', '--output', 'html', '--out', 'report.html'];
    const ran = await run(surrounded, ...backtest(...html));
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('written to report.html');
    const page = surrounded.files.get('report.html') ?? '';
    expect(page).toMatch(/^<!doctype html>/);
    expect(page.match(/<svg/g)).toHaveLength(4);
    expect(page).toContain('class="bar page"');
    expect(page).not.toMatch(/<script|<link|src=|url\(|@import/);
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('tells its progress: sparsely in a log, drawn over on a terminal', async () => {
    const sparse = await run(around(), ...backtest('--since', '2d'));
    expect(sparse.stderr).toBe(
      'reading history: 25%\nreading history: 50%\nreading history: 75%\nreading history: 100%\n',
    );
    const drawn = await run(Object.assign(around(), { terminal: true }), ...backtest('--since', '2d'));
    expect(drawn.stderr).toMatch(/\rreading history █+░+ +\d+%/);
    expect(drawn.stderr.endsWith('\r\u001b[K')).toBe(true);
  });

  it('fails when Prometheus does not answer, has nothing, or a spec is broken', async () => {
    const down = around();
    down.prometheus.reachable = false;
    const unreachable = await run(Object.assign(down, { terminal: true }), ...backtest());
    expect(unreachable).toMatchObject({ code: 1, stdout: '' });
    expect(unreachable.stderr).toBe('\r\u001b[Kfirebreak: connect ECONNREFUSED\n');
    const refused = around();
    refused.prometheus.failing.set('http_requests_total', 'query-failed');
    const ran = await run(refused, ...backtest('--since', '1d'));
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(
      'has no data for these SLOs in that time: no answer about http_requests_total',
    );
    const broken = around();
    broken.files.set('specs/checkout-api.yaml', BROKEN_SPEC);
    expect((await run(broken, ...backtest())).stderr).toContain(
      'the specs have errors, so nothing was replayed',
    );
  });

  it.each([
    [['--since', 'yesterday'], '--since yesterday is no instant; write a duration (30d) or'],
    [['--until', '2027-01-01T00:00:00Z'], 'ahead of this clock'],
    [['--since', '2026-03-11T00:00:00Z'], 'is not before the end of the span'],
    [
      ['--step', '10m'],
      '--step 10m is longer than the 5m window of checkout-api/availability; use at most 5m',
    ],
    [['--vary', 'target=100'], '"100" is no target'],
    [['--vary', 'tiers=page:5m/1h@14'], 'the short window is not shorter'],
    [['--vary', 'windows=30d'], 'is nothing to vary'],
    [['--incidents', 'none.csv'], 'there is no file none.csv'],
  ])('says how it is used: %s', async (args, message) => {
    const ran = await run(around(), ...backtest(...args));
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });
});
