import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { slowInterval } from '../../../src/rules/intervals.js';
import { DETECTION_TABLE, firstDetection, tableSlo } from '../../support/detection-table.js';
import { CYCLE, counter, SCRAPE, expectOfRules } from './promtool.js';

const LEAD = 10 * MINUTE;
const PER_SCRAPE = 1000;

it.each(DETECTION_TABLE)(
  'the rules tell of an error ratio of %d (a %s) by theory, one scrape and one cycle',
  async (errorRatio, severity) => {
    const detected = firstDetection(tableSlo, severity, errorRatio);
    // Tickets are judged less often than pages.
    const cycle = severity === 'page' ? CYCLE : slowInterval(tableSlo);
    const lasts = detected + 10 * MINUTE;
    const bad = PER_SCRAPE * errorRatio;
    const series = {
      'http_requests_total{service="checkout-api", status="200"}': counter(
        { lasts: LEAD, perScrape: PER_SCRAPE },
        { lasts, perScrape: PER_SCRAPE - bad },
      ),
      'http_requests_total{service="checkout-api", status="503"}': counter(
        { lasts: LEAD, perScrape: 0 },
        { lasts, perScrape: bad },
      ),
    };
    const query = `count(ALERTS{alertname="SloErrorBudgetBurn", alertstate="firing", severity="${severity}"})`;
    const before = Math.floor((LEAD + detected - 1) / CYCLE) * CYCLE;
    const after = Math.floor((LEAD + detected + SCRAPE + cycle) / CYCLE) * CYCLE;
    await expect(
      expectOfRules([tableSlo], series, [
        { query, at: before },
        { query, at: after, samples: { '{}': 1 } },
      ]),
    ).resolves.toBeUndefined();
  },
  600_000,
);
