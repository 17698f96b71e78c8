import { it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { counter, expectOfRules, expectTestsToPass, SCRAPE } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

/** Of the hour of the SLA three minutes may fail, and it is at risk when 135 s of them are gone. */
const SLA = '{target: 95%, window: 1h, consequence: "10 % credits"}';
const slosOf = (tiers: string) =>
  readSpecs([
    {
      path: 'shop.yaml',
      text: `service: shop
slis: {ok: {bad: 'bad_total{job="shop"}', total: 'all_total{job="shop"}'}}
slos: [{sli: ok, target: 99%, window: 2h, sla: ${SLA}, burn_rate_alerts: [${tiers}]}]
`,
    },
  ]).slos;
const TIERS = '{severity: page, short_window: 5m, long_window: 30m, burn_rate: 90x}';

const EVENTS = 60;
const left = 'slo:sla_error_budget_remaining:ratio{service="shop", slo="ok", window="1h"}';
const fires = 'count(ALERTS{alertname="SloSlaAtRisk", alertstate="firing", slo="ok", window="1h"})';

it('the page of an SLA begins before it is broken, outlasts missing data, and ends when enough of its window is seen without', async () => {
  const [healthy, failing] = [HOUR, 4 * MINUTE];
  const over = healthy + failing;
  const end = over + HOUR + 5 * MINUTE;
  const good = { lasts: end, perScrape: EVENTS };
  const series = {
    'all_total{job="shop", instance="a"}': counter(good),
    'bad_total{job="shop", instance="a"}': counter(
      { lasts: healthy, perScrape: 0 },
      { lasts: failing, perScrape: EVENTS },
      { lasts: end - over, perScrape: 0 },
    ),
  };
  const budget = (at: number, remaining: number) => ({
    query: `round(${left}, 0.001)`,
    at,
    samples: { '{service="shop", slo="ok", window="1h"}': remaining },
  });
  await expectOfRules(slosOf(TIERS), series, [
    { query: fires, at: healthy + 2 * MINUTE },
    budget(healthy + 2.5 * MINUTE, 0.167),
    { query: fires, at: healthy + 2.5 * MINUTE, samples: { '{}': 1 } },
    budget(over + 50 * MINUTE, -0.333),
    { query: fires, at: over + 50 * MINUTE, samples: { '{}': 1 } },
    budget(end, 1),
    { query: fires, at: end },
    { query: 'count(ALERTS{alertname="SloErrorBudgetBurn"})', at: over },
  ]);
});

it('a service without data leaves the page of its SLA open', async () => {
  const [healthy, failing] = [10 * MINUTE, 5 * MINUTE];
  const scrapes = (lasts: number) => lasts / SCRAPE;
  const bad = counter({ lasts: healthy, perScrape: 0 }, { lasts: failing, perScrape: EVENTS });
  const series = {
    'all_total{job="shop", instance="a"}': `${counter({ lasts: healthy + failing, perScrape: EVENTS })} _x${scrapes(1.25 * HOUR)}`,
    'bad_total{job="shop", instance="a"}': `${bad} _x${scrapes(1.25 * HOUR)}`,
  };
  await expectOfRules(slosOf(TIERS), series, [
    { query: fires, at: healthy + failing, samples: { '{}': 1 } },
    { query: fires, at: healthy + failing + 1.2 * HOUR, samples: { '{}': 1 } },
  ]);
});

it('what is generated as its test passes', async () => {
  await expectTestsToPass(slosOf(''));
});
