import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { counting } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';
import { CYCLE, counter, type Stretch, expectOfRules } from './promtool.js';

/** Longer than the page tiers' windows, so that both sides judge them on full data. */
const HEALTHY = 7 * HOUR;
const AFTERWARDS = HOUR;
const RATE = 100;
const PER_SCRAPE = 1500;

const slo = checkoutSlo();

/** The daemon's own evaluation: when its page opened and closed, and what it says of the budget in the end; ms from the start. */
async function byDaemon(errorRatio: number, lasts: number) {
  const harness = new EngineHarness();
  const [begins, ends] = [START + HEALTHY, START + HEALTHY + lasts];
  const at = (share: (ratio: number) => number) =>
    counting([START, RATE * share(0)], [begins, RATE * share(errorRatio)], [ends, RATE * share(0)]);
  harness.prometheus.expose(
    'http_requests_total',
    { service: 'checkout-api', status: '200' },
    at((ratio) => 1 - ratio),
  );
  harness.prometheus.expose(
    'http_requests_total',
    { service: 'checkout-api', status: '503' },
    at((ratio) => ratio),
  );
  await harness.start([slo]);
  await harness.runFor(HEALTHY + lasts + AFTERWARDS);
  await harness.readHistory();
  await harness.cycle();
  const pages = harness.told().filter(([alert]) => alert === 'page');
  expect(pages.map(([, kind]) => kind)).toEqual(['trigger', 'resolve']);
  const [opened = 0, closed = 0] = pages.map(([, , minute]) => minute * MINUTE);
  const { budget } = harness.status();
  if (budget.kind !== 'measured') throw new Error(budget.kind);
  return { opened, closed, consumed: budget.consumed };
}

it.each([
  [1, 4 * MINUTE],
  [0.1, 16 * MINUTE],
  [0.02, 60 * MINUTE],
])(
  'rules and daemon agree on an outage of %d for %d ms: begin, end and budget',
  async (errorRatio, lasts) => {
    const { opened, closed, consumed } = await byDaemon(errorRatio, lasts);
    const bad = Math.round(PER_SCRAPE * errorRatio);
    const shape = (of: (bad: number) => number): Stretch[] => [
      { lasts: HEALTHY, perScrape: of(0) },
      { lasts, perScrape: of(bad) },
      { lasts: AFTERWARDS, perScrape: of(0) },
    ];
    const series = {
      'http_requests_total{service="checkout-api", status="200"}': counter(
        ...shape((failing) => PER_SCRAPE - failing),
      ),
      'http_requests_total{service="checkout-api", status="503"}': counter(...shape((failing) => failing)),
    };
    const query =
      'count(ALERTS{alertname="SloErrorBudgetBurn", alertstate="firing", severity="page"} > 0) > bool 0';
    const firing = { samples: { '{}': 1 } };
    const end = Math.floor((HEALTHY + lasts + AFTERWARDS) / CYCLE) * CYCLE;
    const share = `abs((1 - slo:error_budget_remaining:ratio) / ${consumed} - 1) < bool 0.002`;
    await expectOfRules([slo], series, [
      { query, at: opened - CYCLE - SECOND },
      { query, at: opened + CYCLE + SECOND, ...firing },
      { query, at: closed - CYCLE - SECOND, ...firing },
      { query, at: closed + CYCLE + SECOND },
      { query: `sum(${share})`, at: end + CYCLE, ...firing },
    ]);
  },
  120_000,
);
