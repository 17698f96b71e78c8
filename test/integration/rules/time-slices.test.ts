import { expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { CYCLE, counter, expectOfRules, missing, SCRAPE } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

const SPEC = `service: shop
slis:
  ok: {metric: 'sum(rate(shop_requests_total{code!~"5.."}[5m])) / sum(rate(shop_requests_total[5m]))'}
  fast: {good: shop_fast_total, total: shop_asked_total}
slos:
  - {sli: ok, target: 99%, window: 30d, time_slices: {length: 1m, good_when: 95%}}
  - {sli: ok, name: share, target: 99%, window: 30d, time_slices: {length: 1m}}
  - {sli: ok, name: busy, target: 99%, window: 30d, time_slices: {length: 1m, good_when: 95%, without_traffic: ignored}}
  - {sli: fast, target: 99%, window: 30d, time_slices: {length: 5m, good_when: 90%}}
`;

const total = (slo: string, of: string) =>
  `sum(slo:events:running_total{service="shop", slo="${slo}", of="${of}"})`;
const fires = (slo: string) => `count(ALERTS{alertname="SloErrorBudgetBurn", slo="${slo}", severity="page"})`;

/** The evaluation that has seen the slices up to here: it looks ten seconds after their end. */
const after = (at: number) => at + CYCLE;

it('rules record slices as events, the same at night as at noon, and page by them', async () => {
  const { slos, problems } = readSpecs([{ path: 'shop.yaml', text: SPEC }]);
  expect(problems).toEqual([]);
  const [noon, even, bad, night, silent] = [30 * MINUTE, 10 * MINUTE, 10 * MINUTE, 20 * MINUTE, 10 * MINUTE];
  // 5 % failing is just good enough, 6 % is not; at night one of a handful of requests decides; then nobody calls at all.
  const phases = [
    { lasts: noon, good: 100, failed: 0 },
    { lasts: even, good: 95, failed: 5 },
    { lasts: bad, good: 94, failed: 6 },
    { lasts: night, good: 1, failed: 1 },
    { lasts: silent, good: 0, failed: 0 },
  ];
  const series = {
    'shop_requests_total{code="200", job="shop", instance="a"}': counter(
      ...phases.map(({ lasts, good }) => ({ lasts, perScrape: good })),
    ),
    'shop_requests_total{code="500", job="shop", instance="a"}': counter(
      ...phases.map(({ lasts, failed }) => ({ lasts, perScrape: failed })),
    ),
    'shop_asked_total{job="shop", instance="a"}': counter({ lasts: 80 * MINUTE, perScrape: 10 }),
    'shop_fast_total{job="shop", instance="a"}': counter(
      { lasts: 40 * MINUTE, perScrape: 9 },
      { lasts: 40 * MINUTE, perScrape: 8 },
    ),
  };
  const begin = noon + even;
  const end = begin + bad + night + silent;
  await expectOfRules(slos, series, [
    { query: total('ok', 'bad'), at: after(begin), samples: { '{}': 0 } },
    { query: total('ok', 'good'), at: after(begin), samples: { '{}': 40 } },
    { query: total('ok', 'seconds'), at: after(begin), samples: { '{}': 40 * 60 } },
    // An evaluation sooner the last slice is not counted yet.
    { query: total('ok', 'good'), at: begin, samples: { '{}': 39 } },
    { query: total('ok', 'bad'), at: after(begin + bad), samples: { '{}': 10 } },
    { query: total('ok', 'bad'), at: after(end), samples: { '{}': 30 } },
    { query: total('ok', 'good'), at: after(end), samples: { '{}': 50 } },
    { query: total('busy', 'good'), at: after(end), samples: { '{}': 40 } },
    { query: total('busy', 'bad'), at: after(end), samples: { '{}': 30 } },
    { query: total('busy', 'seconds'), at: after(end), samples: { '{}': 80 * 60 } },
    { query: `round(${total('share', 'bad')}, 1e-6)`, at: after(begin + bad), samples: { '{}': 1.1 } },
    { query: `round(${total('share', 'bad')}, 1e-6)`, at: after(end), samples: { '{}': 11.1 } },
    { query: `round(${total('share', 'good')}, 1e-6)`, at: after(end), samples: { '{}': 68.9 } },
    { query: total('fast', 'good'), at: after(end), samples: { '{}': 8 } },
    { query: total('fast', 'bad'), at: after(end), samples: { '{}': 8 } },
    // 14.4 % of an hour are 8.64 slices, so the ninth pages.
    { query: fires('ok'), at: begin + 9 * MINUTE, samples: {} },
    { query: fires('ok'), at: after(begin + 9 * MINUTE), samples: { '{}': 1 } },
  ]);
});

it('rules take slices without a sample for unknown, and go on with the first whole one', async () => {
  const { slos } = readSpecs([{ path: 'shop.yaml', text: SPEC }]);
  const [seen, gone] = [20 * MINUTE, 4 * MINUTE];
  const samples = `${counter({ lasts: seen, perScrape: 100 })} ${missing(gone)} ${(seen / SCRAPE) * 100}+100x200`;
  const series = { 'shop_requests_total{code="200", job="shop", instance="a"}': samples };
  const end = HOUR;
  await expectOfRules(slos, series, [
    { query: total('ok', 'good'), at: after(seen), samples: { '{}': 20 } },
    { query: total('ok', 'seconds'), at: after(end), samples: { '{}': 56 * 60 } },
    { query: total('ok', 'good'), at: after(end), samples: { '{}': 56 } },
    { query: total('ok', 'bad'), at: after(end), samples: { '{}': 0 } },
  ]);
});
