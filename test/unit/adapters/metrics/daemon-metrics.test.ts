import { describe, expect, it } from 'vitest';
import { createDaemonMetrics } from '../../../../src/adapters/metrics/daemon-metrics.js';
import type { DaemonStatus, GateAnswer, SloStatus } from '../../../../src/engine/read-models.js';
import * as names from '../../../../src/rules/names.js';
import {
  blindSlo,
  burningSlo,
  daemonStatus,
  gateOf,
  healthySlo,
  NOW,
  startingDaemon,
  unseenSlo,
} from '../../../support/slo-statuses.js';

interface Told {
  readonly slos?: readonly SloStatus[];
  readonly gates?: readonly GateAnswer[];
  readonly daemon?: DaemonStatus;
  readonly pending?: number;
  readonly dead?: number;
}

const NONE = { pending: 0, dead: 0 };

type DaemonMetrics = ReturnType<typeof createDaemonMetrics>;

/** Firebreak's own samples by series: `{'firebreak_slo_state{service="a",…}': 1}`. */
async function scrape(from: DaemonMetrics, told: Told = {}): Promise<Record<string, number>> {
  const { slos = [], gates = [], daemon = daemonStatus(), pending = 0, dead = 0 } = told;
  const { body } = await from.text(slos, gates, daemon, { pending, dead });
  const samples = [...body.matchAll(/^(firebreak_\w+(?:\{.*\})?) (\S+)$/gm)];
  return Object.fromEntries(samples.map(([, series = '', value]) => [series, Number(value)]));
}

const of = (samples: Record<string, number>, name: string) =>
  Object.fromEntries(
    Object.entries(samples)
      .filter(([series]) => series === name || series.startsWith(`${name}{`))
      .map(([series, value]) => [series.slice(name.length), value]),
  );

const HEALTHY = 'service="checkout-api",slo="availability"';
const BURNING = 'service="checkout-api",slo="latency"';
const BLIND = 'service="search-api",slo="availability"';

describe('series of SLOs', () => {
  it('tell burn rates and coverage per window, only of windows that are measured', async () => {
    const samples = await scrape(createDaemonMetrics('1.2.3'), { slos: [healthySlo(), blindSlo()] });
    expect(of(samples, 'firebreak_burn_rate')).toEqual({ [`{${HEALTHY},window="1h"}`]: 0.5 });
    expect(of(samples, 'firebreak_window_coverage')).toEqual({
      [`{${HEALTHY},window="5m"}`]: 1,
      [`{${HEALTHY},window="1h"}`]: 1,
      [`{${BLIND},window="1h"}`]: 0.4,
    });
  });

  it('escape what the text format would take for its own', async () => {
    const { body } = await createDaemonMetrics('1.2.3').text(
      [healthySlo({ service: 'a"b\\c\nd' })],
      [],
      daemonStatus(),
      NONE,
    );
    expect(body).toContain(
      'firebreak_slo_objective_ratio{service="a\\"b\\\\c\\nd",slo="availability"} 0.9995\n',
    );
  });

  it('tell objective, budget and coverage', async () => {
    const samples = await scrape(createDaemonMetrics('1.2.3'), { slos: [healthySlo(), blindSlo()] });
    expect(of(samples, 'firebreak_slo_objective_ratio')).toEqual({
      [`{${HEALTHY}}`]: 0.9995,
      [`{${BLIND}}`]: 0.9995,
    });
    expect(of(samples, 'firebreak_error_budget_remaining_ratio')).toEqual({ [`{${HEALTHY}}`]: 0.5 });
    expect(of(samples, 'firebreak_error_budget_coverage_ratio')).toEqual({
      [`{${HEALTHY}}`]: 0.8,
      [`{${BLIND}}`]: 0.4,
    });
  });

  it('tell whether a budget is estimated, and nothing of one that is unknown', async () => {
    const healthy = healthySlo();
    const estimated = { ...healthy.budget, approximate: true } as SloStatus['budget'];
    const slos = [healthySlo({ name: 'latency', budget: estimated }), healthy, blindSlo()];
    const samples = await scrape(createDaemonMetrics('1.2.3'), { slos });
    expect(of(samples, 'firebreak_error_budget_approximate')).toEqual({
      [`{${HEALTHY}}`]: 0,
      [`{${BURNING}}`]: 1,
    });
  });

  it('tell state, band and gate by one series each that is 1', async () => {
    const slos = [burningSlo(), blindSlo()];
    const gates = [gateOf('checkout-api', 'block'), gateOf('search-api', 'unknown')];
    const samples = await scrape(createDaemonMetrics('1.2.3'), { slos, gates });
    expect(of(samples, 'firebreak_slo_state')).toEqual({
      [`{${BURNING},state="page"}`]: 1,
      [`{${BURNING},state="ticket"}`]: 0,
      [`{${BURNING},state="unknown"}`]: 0,
      [`{${BURNING},state="ok"}`]: 0,
      [`{${BLIND},state="page"}`]: 0,
      [`{${BLIND},state="ticket"}`]: 0,
      [`{${BLIND},state="unknown"}`]: 1,
      [`{${BLIND},state="ok"}`]: 0,
    });
    expect(of(samples, 'firebreak_policy_band')).toEqual({
      [`{${BURNING},band="25-to-50"}`]: 1,
      [`{${BLIND},band="unknown"}`]: 1,
    });
    expect(of(samples, 'firebreak_gate')).toEqual({
      '{service="checkout-api",decision="allow"}': 0,
      '{service="checkout-api",decision="warn"}': 0,
      '{service="checkout-api",decision="block"}': 1,
      '{service="checkout-api",decision="unknown"}': 0,
      '{service="search-api",decision="allow"}': 0,
      '{service="search-api",decision="warn"}': 0,
      '{service="search-api",decision="block"}': 0,
      '{service="search-api",decision="unknown"}': 1,
    });
  });

  it('tell both severities that fire, and nothing of an SLO that is unknown', async () => {
    const pageOnly = burningSlo({
      name: 'page-only',
      alert: { severity: 'page', firingSince: NOW, tierIds: ['page-1h'] },
    });
    const samples = await scrape(createDaemonMetrics('1.2.3'), {
      slos: [healthySlo(), burningSlo(), pageOnly, blindSlo()],
    });
    const page = 'service="checkout-api",slo="page-only"';
    expect(of(samples, 'firebreak_alert_firing')).toEqual({
      [`{${HEALTHY},severity="page"}`]: 0,
      [`{${HEALTHY},severity="ticket"}`]: 0,
      [`{${BURNING},severity="page"}`]: 1,
      [`{${BURNING},severity="ticket"}`]: 1,
      [`{${page},severity="page"}`]: 1,
      [`{${page},severity="ticket"}`]: 0,
    });
  });

  it('count open incidents per service', async () => {
    const samples = await scrape(createDaemonMetrics('1.2.3'), {
      slos: [healthySlo(), burningSlo(), blindSlo()],
      gates: [gateOf('checkout-api', 'warn'), gateOf('search-api', 'unknown')],
    });
    expect(of(samples, 'firebreak_incidents_open')).toEqual({
      '{service="checkout-api"}': 1,
      '{service="search-api"}': 0,
    });
  });

  it('an SLO that nobody has looked at has its promise and its state, and no figure', async () => {
    const samples = await scrape(createDaemonMetrics('1.2.3'), { slos: [unseenSlo()] });
    const own = Object.keys(samples).filter((series) => series.includes('slo="unseen"'));
    expect(new Set(own.map((series) => series.split('{')[0]))).toEqual(
      new Set(['firebreak_slo_objective_ratio', 'firebreak_slo_state', 'firebreak_policy_band']),
    );
  });

  it('an SLO that is gone leaves none behind, nor does a window, a band or a figure', async () => {
    const metrics = createDaemonMetrics('1.2.3');
    await scrape(metrics, { slos: [healthySlo(), burningSlo()], gates: [gateOf('checkout-api', 'warn')] });
    const turnedBlind = blindSlo({ service: 'checkout-api', windows: [] });
    const now = await scrape(metrics, { slos: [turnedBlind], gates: [gateOf('search-api', 'allow')] });
    const left = Object.keys(now).filter((series) => series.includes('service="checkout-api"'));
    expect(left.filter((series) => series.includes('slo="latency"') || series.includes('window='))).toEqual(
      [],
    );
    expect(of(now, 'firebreak_error_budget_remaining_ratio')).toEqual({});
    expect(of(now, 'firebreak_alert_firing')).toEqual({});
    expect(of(now, 'firebreak_policy_band')).toEqual({ [`{${HEALTHY},band="unknown"}`]: 1 });
    expect(Object.keys(of(now, 'firebreak_incidents_open'))).toEqual(['{service="search-api"}']);
  });

  it('escape what labels may hold', async () => {
    const { text } = createDaemonMetrics('1.2.3');
    const { body } = await text([healthySlo({ service: 'a"b\\c\nd' })], [], daemonStatus(), NONE);
    expect(body).toContain(
      'firebreak_slo_objective_ratio{service="a\\"b\\\\c\\nd",slo="availability"} 0.9995\n',
    );
  });
});

describe('series of the daemon', () => {
  it('count what happens', async () => {
    const daemonMetrics = createDaemonMetrics('1.2.3');
    const { metrics } = daemonMetrics;
    metrics.cycle('ok', 0.2, 0.01);
    metrics.cycle('failed', 3, 0.5);
    metrics.query('ok', 0.03);
    metrics.query('query-failed', 0.04);
    metrics.delivery('pager', 'delivered');
    metrics.delivery('pager', 'delivered');
    metrics.delivery('slack', 'retry');
    metrics.reload('refused');
    const samples = await scrape(daemonMetrics, { pending: 4, dead: 2 });
    expect(samples).toMatchObject({
      'firebreak_cycles_total{outcome="ok"}': 1,
      'firebreak_cycles_total{outcome="failed"}': 1,
      firebreak_cycle_seconds_count: 2,
      firebreak_cycle_seconds_sum: 3.2,
      'firebreak_cycle_seconds_bucket{le="0.25"}': 1,
      firebreak_cycle_late_seconds: 0.5,
      'firebreak_queries_total{outcome="ok"}': 1,
      'firebreak_queries_total{outcome="query-failed"}': 1,
      firebreak_query_seconds_count: 2,
      'firebreak_deliveries_total{receiver="pager",outcome="delivered"}': 2,
      'firebreak_deliveries_total{receiver="slack",outcome="retry"}': 1,
      'firebreak_reloads_total{outcome="refused"}': 1,
      firebreak_deliveries_pending: 4,
      firebreak_dead_letters: 2,
      'firebreak_build_info{version="1.2.3"}': 1,
    });
  });

  it('begin their counters at 0, so that a first failure is seen as an increase', async () => {
    const samples = await scrape(createDaemonMetrics('1.2.3'));
    expect(samples).toMatchObject({
      'firebreak_cycles_total{outcome="failed"}': 0,
      'firebreak_queries_total{outcome="source-unreachable"}': 0,
      'firebreak_queries_total{outcome="query-failed"}': 0,
      'firebreak_reloads_total{outcome="refused"}': 0,
    });
  });

  it('tell how many label sets of a template are SLOs, and whether it is in trouble', async () => {
    const metrics = createDaemonMetrics('1.2.3');
    const template = { id: 'a/b', labels: ['route'], max: 3, groups: 3, vanished: 1, lookedAt: NOW };
    const templated = (problem: string | undefined) => ({
      ...daemonStatus(),
      templates: [{ ...template, problem }],
    });
    const sound = await scrape(metrics, { daemon: templated(undefined) });
    expect(of(sound, 'firebreak_template_slos')).toEqual({
      '{template="a/b",state="live"}': 2,
      '{template="a/b",state="vanished"}': 1,
    });
    expect(of(sound, 'firebreak_template_trouble')).toEqual({ '{template="a/b"}': 0 });
    const troubled = await scrape(metrics, { daemon: templated('1 label set is left out') });
    expect(of(troubled, 'firebreak_template_trouble')).toEqual({ '{template="a/b"}': 1 });
    const gone = await scrape(metrics);
    expect(of(gone, 'firebreak_template_trouble')).toEqual({});
    expect(of(gone, 'firebreak_template_slos')).toEqual({});
  });

  it('say nothing of what is not known before the first evaluation', async () => {
    const samples = await scrape(createDaemonMetrics('1.2.3'), { daemon: startingDaemon() });
    expect(Object.keys(samples)).not.toContain('firebreak_source_reachable');
    expect(Object.keys(samples)).not.toContain('firebreak_cycle_late_seconds');
    expect(Object.keys(samples)).not.toContain('firebreak_last_cycle_timestamp_seconds');
    expect(samples).toMatchObject({ firebreak_history_loaded_ratio: 0 });
  });

  it('tell source, history and the last evaluation', async () => {
    const metrics = createDaemonMetrics('1.2.3');
    expect(await scrape(metrics)).toMatchObject({
      firebreak_source_reachable: 1,
      firebreak_history_loaded_ratio: 1,
      firebreak_last_cycle_timestamp_seconds: NOW / 1000 - 5,
    });
    const daemon = daemonStatus({
      source: { reachable: false, since: NOW, lastError: 'refused' },
      historyLoaded: 0.25,
    });
    expect(await scrape(metrics, { daemon })).toMatchObject({
      firebreak_source_reachable: 0,
      firebreak_history_loaded_ratio: 0.25,
    });
  });

  it('are beside those of the process, and take no name of the generated rules', async () => {
    const { body, contentType } = await createDaemonMetrics('1.2.3').text([], [], daemonStatus(), NONE);
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toMatch(/^process_cpu_seconds_total /m);
    const recorded = Object.values(names).filter((name) => typeof name === 'string');
    expect(recorded).toContain(names.BURN_RATE);
    for (const name of recorded) expect(body).not.toContain(`# TYPE ${name} `);
  });
});

describe('heartbeats', () => {
  it('have no series where nobody waits for them, and no time before the first', async () => {
    const metrics = createDaemonMetrics('1.2.3');
    const names = async (heartbeat: DaemonStatus['heartbeat']) =>
      Object.keys(await scrape(metrics, { daemon: daemonStatus({ heartbeat }) })).filter((name) =>
        name.startsWith('firebreak_heartbeat'),
      );
    expect(await names(undefined)).toEqual([]);
    const none = { lastSentAt: undefined, held: [], pingError: undefined };
    expect((await names(none)).join()).not.toContain('last_sent');
  });

  it('tell when the last was taken, and by reason why none is sent', async () => {
    const metrics = createDaemonMetrics('1.2.3');
    const held = [{ sign: 'canary' as const, text: 'refused' }];
    const heartbeat = { lastSentAt: NOW, held, pingError: undefined };
    const samples = await scrape(metrics, { daemon: daemonStatus({ heartbeat }) });
    expect(of(samples, 'firebreak_heartbeat_last_sent_timestamp_seconds')).toEqual({ '': NOW / 1000 });
    expect(of(samples, 'firebreak_heartbeat_held')).toEqual({
      '{reason="evaluation"}': 0,
      '{reason="source"}': 0,
      '{reason="storage"}': 0,
      '{reason="canary"}': 1,
      '{reason="delivery"}': 0,
    });
  });
});
