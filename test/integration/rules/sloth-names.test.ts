import { it, vi } from 'vitest';
import { HOUR } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { FAILED, OWN_FILE, PAID_TRAFFIC, PAID_UNTIL, scrapesIn } from './paid-traffic.js';
import { expectOfRules } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

const SLOTH = `version: prometheus/v1
service: shop
labels: {team: web}
slos:
  - name: paid
    objective: 99
    sli:
      events:
        error_query: sum(rate(paid_total{code="500"}[{{.window}}]))
        total_query: sum(rate(paid_total[{{.window}}]))
    alerting: {name: PaidFails}
`;

const labelled = (metric: string, labels: object) =>
  `${metric}{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`;

it('what dashboards of sloth read is computed from our counts, for SLOs of every dialect', async () => {
  const { slos } = readSpecs([
    { path: 'sloth.yaml', text: SLOTH },
    { path: 'own.yaml', text: OWN_FILE },
  ]);
  const at = PAID_UNTIL;
  const paid = { sloth_id: 'shop-paid', sloth_service: 'shop', sloth_slo: 'paid', team: 'web' };
  const filled = { sloth_id: 'cart-filled', sloth_service: 'cart', sloth_slo: 'filled' };
  const expected = (metric: string, labels: Readonly<Record<string, string>>, value: number) => ({
    query: labelled(metric, { sloth_id: labels['sloth_id'] }),
    at,
    samples: { [labelled(metric, labels)]: value },
  });
  const ratio = (window: string, of: Readonly<Record<string, string>>, value: number) =>
    expected(`slo:sli_error:ratio_rate${window}`, { ...of, sloth_window: window }, value);
  const inAll = FAILED / (20 * scrapesIn(at));
  await expectOfRules(
    slos,
    PAID_TRAFFIC,
    [
      ratio('5m', paid, 0.9),
      ratio('1h', paid, FAILED / (20 * scrapesIn(HOUR))),
      ratio('30d', paid, inAll),
      expected('slo:objective:ratio', paid, 0.99),
      expected('slo:error_budget:ratio', paid, 0.01),
      expected('slo:time_period:days', paid, 30),
      expected('slo:current_burn_rate:ratio', paid, 90),
      expected('slo:period_burn_rate:ratio', paid, inAll / 0.01),
      expected('slo:period_error_budget_remaining:ratio', paid, 1 - inAll / 0.01),
      expected('sloth_slo_info', { ...paid, sloth_objective: '99', sloth_mode: 'firebreak' }, 1),
      {
        query: 'count by (sloth_id, sloth_severity) (ALERTS{sloth_id="shop-paid", alertstate="firing"})',
        at,
        samples: { '{sloth_id="shop-paid", sloth_severity="page"}': 1 },
      },
      ratio('5m', filled, 0.9),
      ratio('1h', filled, FAILED / (20 * scrapesIn(HOUR))),
      // Counting is not as old as these windows: of one that is recorded, what there is; of another, nothing.
      ratio('1d', filled, inAll),
      { query: 'slo:sli_error:ratio_rate6h{sloth_id="cart-filled"}', at },
      expected('slo:current_burn_rate:ratio', filled, 45),
      expected('slo:period_error_budget_remaining:ratio', filled, 1 - inAll / 0.02),
    ],
    [],
    'sloth',
  );
});
