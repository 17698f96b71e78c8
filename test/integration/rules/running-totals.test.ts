import { describe, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { CYCLE, missing, SCRAPE, expectOfRules } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

const TARGET = 'job="shop", instance="a"';
const REQUESTS = `http_requests_total{${TARGET}, service="checkout-api", status="200"}`;
const SLO = 'service="checkout-api", slo="availability"';
const GOOD = `sum(slo:events:running_total{${SLO}, of="good"})`;
const PER_SCRAPE = 10;
/** What is counted in one interval. */
const FIRST = (CYCLE / SCRAPE) * PER_SCRAPE;
const scrapes = (lasts: number) => lasts / SCRAPE;

/** A counter's samples from one instant to another, as it goes on whoever looks. */
function growing(from: number, to: number): string {
  return `${scrapes(from) * PER_SCRAPE}+${PER_SCRAPE}x${scrapes(to - from) - 1}`;
}

/** A counter that nobody sees for a while. */
function away(from: number, to: number, end: number): string {
  return `${growing(0, from)} stale ${missing(to - from - SCRAPE)} ${growing(to, end)}`;
}

const events = (lasts: number) => ({ '{}': scrapes(lasts) * PER_SCRAPE });

describe('running totals on the real promtool', () => {
  it.each([2 * MINUTE, 8 * MINUTE])('make up for %d ms without samples, and never fall', async (lasts) => {
    const end = 2 * HOUR;
    await expectOfRules([checkoutSlo()], { [REQUESTS]: away(HOUR, HOUR + lasts, end) }, [
      { query: GOOD, at: end - SCRAPE, samples: events(end - CYCLE) },
      {
        query: `sum(resets(slo:events:running_total{of="good"}[2h]))`,
        at: end - SCRAPE,
        samples: { '{}': 0 },
      },
    ]);
  });

  it.each([
    ['made up for while Prometheus knows that its target is out of reach', '0', 0],
    ['left out when nobody knows of the target', '_', 2 * HOUR],
  ])('an outage of two hours is %s', async (_name, during, lost) => {
    const [from, to, end] = [HOUR, 3 * HOUR, 4 * HOUR];
    const up = `1x${scrapes(from) - 1} ${during}x${scrapes(to - from) - (during === '_' ? 0 : 1)} 1x${scrapes(end - to) - 1}`;
    const series = { [REQUESTS]: away(from, to, end), [`up{${TARGET}}`]: up };
    // Seen last a scrape before it was away, and first when it is back: without the target known, what lies between has no base.
    const seen = lost === 0 ? end - CYCLE : end - CYCLE - lost - SCRAPE;
    await expectOfRules([checkoutSlo()], series, [{ query: GOOD, at: end - SCRAPE, samples: events(seen) }]);
  });

  it('go on after a pause of the rules, and windows that reach into it hold what was counted since', async () => {
    const [paused, back] = [HOUR, HOUR + 40 * MINUTE];
    const at = back + 20 * MINUTE;
    const since = scrapes(20 * MINUTE) * PER_SCRAPE;
    const before = 1000 * scrapes(paused);
    const increase = (window: string) => `sum(slo:events:increase{${SLO}, of="good", window="${window}"})`;
    await expectOfRules([checkoutSlo()], recordedUntil(paused, back, at + MINUTE), [
      {
        query: `sum by (run) (slo:events:running_total{of="good"})`,
        at,
        samples: { '{run="1"}': before - 1000 + since },
      },
      // One window begins in the pause, one before it. A near one that begins in it misses the first interval after it.
      { query: increase('30m'), at, samples: { '{}': since - FIRST } },
      { query: increase('1h'), at, samples: { '{}': since } },
      { query: increase('6h'), at, samples: { '{}': before - 1000 + since } },
      {
        query: increase('5m'),
        at: back + 3 * MINUTE,
        samples: { '{}': scrapes(3 * MINUTE) * PER_SCRAPE - FIRST },
      },
    ]);
  });

  it('go on after a night without the service, and windows that begin in it hold what was counted since', async () => {
    const [gone, back] = [HOUR, 13 * HOUR];
    const at = back + 20 * MINUTE;
    const since = scrapes(20 * MINUTE) * PER_SCRAPE;
    const before = 1000 * (scrapes(gone) - 1);
    const increase = (window: string) => `sum(slo:events:increase{${SLO}, of="good", window="${window}"})`;
    await expectOfRules([checkoutSlo()], recordedUntil(gone, back, at + MINUTE), [
      {
        query: 'sum by (run) (slo:events:running_total{of="good"})',
        at,
        samples: { '{run="1"}': before + since },
      },
      { query: increase('30m'), at, samples: { '{}': since - FIRST } },
      ...['2h', '6h'].map((window) => ({ query: increase(window), at, samples: { '{}': since } })),
      { query: increase('1d'), at, samples: { '{}': before + since } },
    ]);
  });
});

/** Totals that rules recorded up to the pause, and requests that are first seen after it. */
function recordedUntil(paused: number, back: number, end: number): Record<string, string> {
  const total = (of: string, perSample: number): [string, string] => [
    `slo:events:running_total{${SLO}, of="${of}", run="1"}`,
    `0+${perSample}x${scrapes(paused) - 1}`,
  ];
  return {
    ...Object.fromEntries<string>([total('good', 1000), total('bad', 0), total('seconds', 15)]),
    [REQUESTS]: `${missing(back)} ${growing(back, end)}`,
  };
}
