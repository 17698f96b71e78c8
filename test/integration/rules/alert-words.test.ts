import { it, vi } from 'vitest';
import type { AlertPolicy } from '../../../src/core/slo/alert-policy.js';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { counter, expectOfRules } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

const links = {
  runbook_url: 'https://runbooks.example.org/checkout-api',
  dashboard_url: 'https://grafana.example.org/d/checkout',
  repository_url: 'https://git.example.org/checkout-api',
};
const labels = {
  service: 'checkout-api',
  slo: 'availability',
  owner: 'payments-team',
  team: 'payments',
  cost_centre: '42',
};

const PAGE: AlertPolicy = {
  id: 'page-1h',
  severity: 'page',
  longWindow: HOUR,
  shortWindow: 5 * MINUTE,
  burnRateThreshold: 2,
  minBadEvents: 3,
};

it('tells a person at night what fails, how fast the budget goes and when it is gone', async () => {
  const slo = checkoutSlo({
    objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
    alertPolicies: [PAGE],
  });
  const series = {
    'http_requests_total{service="checkout-api", status="200"}': counter(
      { lasts: 5 * HOUR, perScrape: 1000 },
      { lasts: HOUR, perScrape: 960 },
    ),
    'http_requests_total{service="checkout-api", status="503"}': counter(
      { lasts: 5 * HOUR, perScrape: 0 },
      { lasts: HOUR, perScrape: 40 },
      { lasts: HOUR, perScrape: 1000 },
    ),
  };
  const burn = (at: number, told: { ratio: string; events: string; pace: string; left: string }) => ({
    alert: 'SloErrorBudgetBurn',
    at,
    labels: { ...labels, severity: 'page', tier: 'page-1h', window: '1h' },
    annotations: {
      summary: `checkout-api availability: ${told.ratio} of events failed in the last 1h`,
      description: [
        'Promise: 99% over 30d: share of HTTP requests that succeeded.',
        `Failing: ${told.ratio} (${told.events} events) in the last 1h; the limit is 2%, and the last 5m are over it too.`,
        `Pace: ${told.pace}x what the budget allows; this page starts at 2x, which spends 0.278% of the budget in 1h.`,
        `Budget left: ${told.left}.`,
        'Owner: payments-team.',
      ].join('\n'),
      ...links,
    },
  });
  const absent = {
    alert: 'SloEventsAbsent',
    at: 7 * HOUR + 25 * MINUTE,
    labels: { ...labels, severity: 'ticket' },
    annotations: {
      summary: 'checkout-api availability: nothing to judge by, its events have had no series for 15m',
      description: [
        'Promise: 99% over 30d: share of HTTP requests that succeeded.',
        'Prometheus has no series for sum(http_requests_total{service="checkout-api"}).',
        'Until it has, neither the burn rate nor the budget is known, and no burn alert of this SLO can begin.',
        'Check that the service runs and is scraped, and that the metric and its labels still have these names.',
        'Owner: payments-team.',
      ].join('\n'),
      ...links,
    },
  };
  await expectOfRules(
    [slo],
    series,
    [],
    [
      burn(5 * HOUR + 36 * MINUTE, {
        ratio: '2.4%',
        events: '5760 of 240000',
        pace: '2.4',
        left: '57.14%, by data for 0.7778% of 30d; at this pace it is gone in 7d 3h 25m 42s',
      }),
      burn(7 * HOUR, {
        ratio: '100%',
        events: '240000 of 240000',
        pace: '100.0',
        left: 'none (-1386%), by data for 0.9722% of 30d',
      }),
      absent,
    ],
  );
});

it('keeps a page open when nobody calls any more, and says that it is traffic which is missing', async () => {
  const slo = checkoutSlo({
    objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
    alertPolicies: [PAGE],
  });
  const series = {
    'http_requests_total{service="checkout-api", status="200"}': counter(
      { lasts: HOUR, perScrape: 1000 },
      { lasts: 40 * MINUTE, perScrape: 0 },
    ),
    'http_requests_total{service="checkout-api", status="503"}': counter(
      { lasts: HOUR, perScrape: 0 },
      { lasts: 10 * MINUTE, perScrape: 1000 },
      { lasts: 30 * MINUTE, perScrape: 0 },
    ),
  };
  const held = {
    alert: 'SloErrorBudgetBurn',
    at: HOUR + 35 * MINUTE,
    labels: { ...labels, severity: 'page', tier: 'page-1h', window: '1h' },
    annotations: {
      summary: 'checkout-api availability: nothing to judge by since it burned too fast',
      description: [
        'Promise: 99% over 30d: share of HTTP requests that succeeded.',
        'No events in the last 5m: the alert stays open, because no traffic proves no recovery.',
        'Budget left: none (-1329%), by data for 0.2199% of 30d.',
        'Owner: payments-team.',
      ].join('\n'),
      ...links,
    },
  };
  await expectOfRules([slo], series, [], [held]);
});
