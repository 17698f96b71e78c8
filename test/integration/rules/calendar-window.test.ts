import { expect, it, vi } from 'vitest';
import type { Slo } from '../../../src/core/slo/slo.js';
import { calendarWindow } from '../../../src/core/slo/slo-window.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { generateRules } from '../../../src/rules/generate-rules.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { counter, expectOfRules, SCRAPE } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

it('rules of a calendar window page as others do, and record no budget that would be of another window', async () => {
  const plain = checkoutSlo();
  const slo: Slo = {
    ...plain,
    objective: { ...plain.objective, sloWindow: calendarWindow('month', 'Europe/Berlin') },
  };
  const written = JSON.stringify(generateRules([slo], { format: 'prometheus' }));
  expect(written).not.toContain('slo:error_budget_remaining:ratio');
  expect(written).toContain('calendar month (Europe/Berlin)');
  const labels = 'job="shop", instance="a", service="checkout-api"';
  const fires = 'count(ALERTS{alertname="SloErrorBudgetBurn", severity="page"})';
  const series = {
    [`http_requests_total{${labels}, status="200"}`]: counter({ lasts: 2 * HOUR, perScrape: 10 }),
    [`http_requests_total{${labels}, status="500"}`]: counter(
      { lasts: HOUR, perScrape: 0 },
      { lasts: HOUR, perScrape: 10 },
    ),
  };
  await expectOfRules([slo], series, [
    { query: fires, at: HOUR },
    { query: fires, at: HOUR + 10 * MINUTE, samples: { '{}': 1 } },
    { query: 'slo:error_budget_remaining:ratio', at: 2 * HOUR - SCRAPE },
  ]);
});
