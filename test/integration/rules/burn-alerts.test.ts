import { describe, it, vi } from 'vitest';
import { detectionTime, resetTime } from '../../../src/core/burn-rate/theory.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { DAY, HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { checkoutSlo, latency } from '../../support/checkout-slos.js';
import { CYCLE, counter, missing, SCRAPE, type Stretch, expectOfRules } from './promtool.js';

const GOOD = 'http_requests_total{service="checkout-api", status="200"}';
const BAD = 'http_requests_total{service="checkout-api", status="503"}';
const HEALTHY = 90 * MINUTE;
const PER_SCRAPE = 1000;

function sloWith(target: number): Slo {
  return checkoutSlo({ objective: { target, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } } });
}

/** promtool evaluates hours of rules in seconds, on one core. */
vi.setConfig({ testTimeout: 120_000 });

/** Which tiers fire, as `promtool` has it. */
const firing = (tier: string) =>
  `count by (tier) (ALERTS{alertname="SloErrorBudgetBurn", alertstate="firing", tier=~"${tier}"})`;
const is = (tier: string) => ({ [`{tier="${tier}"}`]: 1 });

/** The last cycle at or before an instant, and the first at or after it. */
const cycleBefore = (at: number) => Math.floor(at / CYCLE) * CYCLE;
const cycleAfter = (at: number) => Math.ceil(at / CYCLE) * CYCLE;

/** Even traffic that fails at `errorRatio` for a while, between hours of health. */
function outage(errorRatio: number, lasts: number, healthy = HEALTHY): Record<string, string> {
  const bad = (ratio: number): number => Math.round(PER_SCRAPE * ratio);
  const shape = (of: (ratio: number) => number): Stretch[] => [
    { lasts: healthy, perScrape: of(0) },
    { lasts, perScrape: of(errorRatio) },
    { lasts: HOUR, perScrape: of(0) },
  ];
  return {
    [GOOD]: counter(...shape((ratio) => PER_SCRAPE - bad(ratio))),
    [BAD]: counter(...shape(bad)),
  };
}

describe('burn alerts on the real promtool', () => {
  it.each([
    [0.999, 1],
    [0.999, 0.1],
    [0.999, 0.02],
    [0.9995, 1],
    [0.9995, 0.1],
    [0.9995, 0.02],
  ])(
    'page for %d at an error ratio of %d when the theory says, and reset when it says',
    async (target, ratio) => {
      const slo = sloWith(target);
      const tier = tierOf(slo, 'page-1h');
      const detection = detectionTime(slo.objective, tier, ratio) ?? Number.NaN;
      const reset = resetTime(slo.objective, tier, ratio) ?? Number.NaN;
      const lasts = cycleAfter(detection + 10 * MINUTE);
      const pages = HEALTHY + detection;
      const clears = HEALTHY + lasts + reset;
      await expectOfRules([slo], outage(ratio, lasts), [
        { query: firing('page-1h'), at: cycleBefore(pages - 1) },
        { query: firing('page-1h'), at: cycleAfter(pages + SCRAPE), samples: is('page-1h') },
        { query: firing('page-1h'), at: HEALTHY + lasts, samples: is('page-1h') },
        { query: firing('page-1h'), at: cycleBefore(clears - SCRAPE), samples: is('page-1h') },
        { query: firing('page-1h'), at: cycleAfter(clears + SCRAPE) },
      ]);
    },
  );

  it('leave 1 % at 99.9 % to the six-hour tier, which takes 216 minutes', async () => {
    const slo = sloWith(0.999);
    const healthy = 6 * HOUR;
    const pages = healthy + (detectionTime(slo.objective, tierOf(slo, 'page-6h'), 0.01) ?? Number.NaN);
    await expectOfRules([slo], outage(0.01, 4 * HOUR, healthy), [
      { query: firing('page-.*'), at: cycleBefore(pages - 1) },
      { query: firing('page-.*'), at: cycleAfter(pages + SCRAPE), samples: is('page-6h') },
      { query: firing('page-1h'), at: healthy + 4 * HOUR },
    ]);
  });

  it('are silent on healthy traffic, and while the budget lasts the whole window', async () => {
    await expectOfRules([sloWith(0.999)], outage(0.001, 2 * HOUR), [
      { query: 'count(ALERTS)', at: HEALTHY },
      { query: 'count(ALERTS)', at: HEALTHY + 2 * HOUR },
      {
        query: 'round(slo:burn_rate:ratio{window="1h"}, 0.01)',
        at: HEALTHY + 2 * HOUR,
        samples: {
          '{service="checkout-api", slo="availability", window="1h"}': 1,
        },
      },
    ]);
  });

  it('read errors that never happened as zero, and page when their counter is born with the outage', async () => {
    const slo = sloWith(0.999);
    const series = {
      [GOOD]: counter({ lasts: HEALTHY, perScrape: PER_SCRAPE }, { lasts: HOUR, perScrape: 0 }),
      [BAD]: `${missing(HEALTHY)} ${PER_SCRAPE}+${PER_SCRAPE}x240`,
    };
    const pages = HEALTHY + (detectionTime(slo.objective, tierOf(slo, 'page-1h'), 1) ?? Number.NaN);
    const labels = 'slo:error_ratio:increase{service="checkout-api", slo="availability", window="1h"}';
    await expectOfRules([slo], series, [
      { query: 'slo:error_ratio:increase{window="1h"}', at: HEALTHY - CYCLE, samples: { [labels]: 0 } },
      // The first sample of the new counter is counted: nothing is late.
      { query: firing('page-1h'), at: cycleAfter(pages + SCRAPE), samples: is('page-1h') },
    ]);
  });

  it('tell when the bucket of a latency SLO is gone while its requests are counted', async () => {
    const slo = checkoutSlo({ sli: latency });
    const counted = 'http_request_duration_seconds_count{service="checkout-api"}';
    const query = 'count(ALERTS{alertname="SloEventsAbsent", alertstate="firing"})';
    await expectOfRules([slo], { [counted]: counter({ lasts: HOUR, perScrape: PER_SCRAPE }) }, [
      { query, at: 14 * MINUTE },
      { query, at: 20 * MINUTE, samples: { '{}': 1 } },
    ]);
  });

  it('say nothing, and never NaN, in quiet hours', async () => {
    const quiet = HEALTHY + 30 * MINUTE;
    const series = {
      [GOOD]: counter({ lasts: HEALTHY, perScrape: PER_SCRAPE }, { lasts: 7 * HOUR, perScrape: 0 }),
      [BAD]: counter({ lasts: HEALTHY, perScrape: 0 }, { lasts: 7 * HOUR, perScrape: 0 }),
    };
    const nan = '{__name__=~"slo:.+"} != on(__name__, service, slo, window, of, run) {__name__=~"slo:.+"}';
    const later = HEALTHY + 7 * HOUR;
    await expectOfRules([sloWith(0.999)], series, [
      { query: 'count(slo:error_ratio:increase{window="5m"})', at: HEALTHY, samples: { '{}': 1 } },
      { query: 'count(slo:error_ratio:increase{window="5m"})', at: quiet },
      { query: 'count(slo:burn_rate:ratio{window=~"5m|6h"})', at: later },
      {
        query: 'slo:error_budget_remaining:ratio',
        at: later,
        samples: {
          'slo:error_budget_remaining:ratio{service="checkout-api", slo="availability", window="30d"}': 1,
        },
      },
      ...[HEALTHY, quiet, later].map((at) => ({ query: nan, at })),
      { query: 'count(ALERTS)', at: later },
    ]);
  });

  it('page nobody for one failure on a quiet route, and do for its total outage', async () => {
    const once: Stretch = { lasts: SCRAPE, perScrape: 1 };
    const rest: Stretch = { lasts: 10 * MINUTE - SCRAPE, perScrape: 0 };
    const idle: Stretch = { lasts: 10 * MINUTE, perScrape: 0 };
    const times = (count: number, ...shape: Stretch[]) => Array.from({ length: count }, () => shape).flat();
    const failure = 2 * HOUR;
    const outageAt = 4 * HOUR;
    const series = {
      [GOOD]: counter(...times(12, once, rest), idle, ...times(11, once, rest), ...times(6, idle)),
      [BAD]: counter(...times(12, idle), once, rest, ...times(11, idle), ...times(6, once, rest)),
    };
    await expectOfRules([sloWith(0.999)], series, [
      {
        query: 'slo:error_ratio:increase{window="1h"} > bool 0.1',
        at: failure + 30 * MINUTE,
        samples: {
          '{service="checkout-api", slo="availability", window="1h"}': 1,
        },
      },
      ...Array.from({ length: 60 }, (_, index) => ({ query: 'count(ALERTS)', at: failure + index * MINUTE })),
      { query: firing('page-1h'), at: outageAt + 19 * MINUTE },
      { query: firing('page-1h'), at: outageAt + 21 * MINUTE, samples: is('page-1h') },
    ]);
  });

  it('open a ticket when the events have had no series for 15 minutes', async () => {
    const absent = (at: number, fires: boolean) => ({
      query: 'count by (severity, slo) (ALERTS{alertname="SloEventsAbsent", alertstate="firing"})',
      at,
      ...(fires ? { samples: { '{severity="ticket", slo="availability"}': 1 } } : {}),
    });
    const gone = HOUR;
    const back = gone + 30 * MINUTE;
    const series = {
      [GOOD]: `${counter({ lasts: gone, perScrape: 10 })} stale ${missing(30 * MINUTE - 2 * SCRAPE)} 5+5x240`,
    };
    await expectOfRules([sloWith(0.999)], series, [
      absent(gone, false),
      absent(gone + 15 * MINUTE, false),
      absent(gone + 15 * MINUTE + CYCLE, true),
      absent(back - CYCLE, true),
      absent(back + CYCLE, false),
      { query: 'count(slo:error_ratio:increase{window="5m"})', at: gone + 10 * MINUTE },
    ]);
  });

  it('count requests over the limit as bad, and nothing at all while the buckets are missing', async () => {
    const slo = checkoutSlo({ sli: latency });
    const count = 'http_request_duration_seconds_count{service="checkout-api"}';
    const bucket = 'http_request_duration_seconds_bucket{service="checkout-api", le="0.4"}';
    const steady = (perScrape: number) => counter({ lasts: 2 * HOUR, perScrape });
    const ratio = 'round(slo:error_ratio:increase{window="1h"}, 0.0001)';
    await expectOfRules([slo], { [count]: steady(1000), [bucket]: steady(990) }, [
      {
        query: ratio,
        at: 2 * HOUR,
        samples: { '{service="checkout-api", slo="latency", window="1h"}': 0.01 },
      },
    ]);
    await expectOfRules([slo], { [count]: steady(1000) }, [
      { query: 'slo:error_ratio:increase or slo:error_budget_remaining:ratio', at: 2 * HOUR },
      { query: 'slo:events:increase', at: 2 * HOUR },
    ]);
  });
});

function tierOf(slo: Slo, id: string) {
  const tier = slo.alertPolicies.find((policy) => policy.id === id);
  if (!tier) throw new Error(`no tier ${id}`);
  return tier;
}
