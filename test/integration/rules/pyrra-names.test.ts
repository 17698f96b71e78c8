import { it, vi } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { FAILED, OWN_FILE, PAID_TRAFFIC, PAID_UNTIL, scrapesIn } from './paid-traffic.js';
import { expectOfRules } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

const FILE = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: paid, namespace: shop, labels: {pyrra.dev/team: web}}
spec:
  target: "99"
  window: 4w
  indicator:
    ratio: {errors: {metric: 'paid_total{code="500"}'}, total: {metric: paid_total}}
`;

/** The budget as pyrra's dashboards work it out. */
const budget = (slo: string) =>
  `((pyrra_availability{slo="${slo}"} - on(slo) pyrra_objective{slo="${slo}"})) / (1 - pyrra_objective{slo="${slo}"})`;

it('what dashboards of pyrra read is computed from our counts, for SLOs of every dialect', async () => {
  const { slos } = readSpecs([
    { path: 'pyrra.yaml', text: FILE },
    { path: 'own.yaml', text: OWN_FILE },
  ]);
  const at = PAID_UNTIL;
  const all = 20 * scrapesIn(at);
  const expected = (slo: string, values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([metric, value]) => ({
      query: `${metric}{slo="${slo}"}`,
      at,
      samples: { [`${metric}{slo="${slo}"}`]: value },
    }));
  const counted = {
    'pyrra_requests:rate5m': 20 / 15,
    'pyrra_errors:rate5m': 18 / 15,
    pyrra_requests_total: all,
    pyrra_errors_total: FAILED,
    pyrra_availability: 1 - FAILED / all,
  };
  await expectOfRules(
    slos,
    PAID_TRAFFIC,
    [
      ...expected('shop/paid', {
        ...counted,
        pyrra_objective: 0.99,
        pyrra_window: 28 * 24 * 3600,
      }),
      ...expected('cart/filled', {
        ...counted,
        pyrra_objective: 0.98,
        pyrra_window: 24 * 3600,
      }),
      {
        query: budget('shop/paid'),
        at,
        samples: { '{slo="shop/paid"}': (1 - FAILED / all - 0.99) / (1 - 0.99) },
      },
      // A new counting of five minutes has no rate yet where no tier has that window, and one over what was seen where one has.
      { query: 'pyrra_requests:rate5m{slo="cart/filled"}', at: 4 * MINUTE },
      {
        query: 'round(pyrra_requests:rate5m{slo="shop/paid"}, 0.001)',
        at: 4 * MINUTE,
        samples: { '{slo="shop/paid"}': 1.333 },
      },
    ],
    [],
    'pyrra',
  );
});
