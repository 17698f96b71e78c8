import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { counter } from './promtool.js';

const [CALM, BURNING] = [HOUR, 10 * MINUTE];

export function scrapesIn(ms: number): number {
  return ms / 15_000;
}

/** Twenty events a scrape: an hour without a failure, then 18 of 20 for ten minutes. */
export const PAID_TRAFFIC = {
  'paid_total{code="200", job="a", instance="b"}': counter(
    { lasts: CALM, perScrape: 20 },
    { lasts: BURNING, perScrape: 2 },
  ),
  'paid_total{code="500", job="a", instance="b"}': counter(
    { lasts: CALM, perScrape: 0 },
    { lasts: BURNING, perScrape: 18 },
  ),
};

export const PAID_UNTIL = CALM + BURNING;
export const FAILED = 18 * scrapesIn(BURNING);

/** Of another dialect than the one that is tested, and without tiers: its only window is its own. */
export const OWN_FILE = `service: cart
slis:
  filled: {bad: 'paid_total{code="500"}', total: paid_total}
slos:
  - {sli: filled, target: 98%, window: 1d, burn_rate_alerts: []}
`;
