import { it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { readSpecs } from '../../../src/spec/read-specs.js';
import { CYCLE, expectOfRules, SCRAPE } from './promtool.js';

vi.setConfig({ testTimeout: 120_000 });

const SPEC = `service: shop
slis:
  up: {gauge: 'probe_success{job="shop"}'}
  odd: {error_ratio: avg(failing_share) / avg(asked)}
slos:
  - {sli: up, target: 99%, window: 30d}
  - {sli: odd, target: 99%, window: 30d}
`;

const scrapes = (lasts: number) => lasts / SCRAPE;
const of = (slo: string, kind: string) =>
  `sum(slo:events:running_total{service="shop", slo="${slo}", of="${kind}"})`;
const fires = (slo: string) => `count(ALERTS{alertname="SloErrorBudgetBurn", slo="${slo}", severity="page"})`;

it('rules count one look per evaluation, a look at nothing is none, and NaN stays in no total', async () => {
  const [bad, end] = [HOUR, 2 * HOUR];
  const { slos } = readSpecs([{ path: 'shop.yaml', text: SPEC }]);
  // The ratio is NaN for ten minutes at its begin: nobody knows, so nobody counts.
  const unknown = 10 * MINUTE;
  const series = {
    'probe_success{job="shop", instance="a"}': `1x${scrapes(bad)} 0x${scrapes(end - bad)}`,
    'failing_share{job="shop", instance="a"}': `0x${scrapes(bad)} 0.5x${scrapes(end - bad)}`,
    'asked{job="shop", instance="a"}': `0x${scrapes(unknown) - 1} 1x${scrapes(end - unknown)}`,
  };
  const at = end - CYCLE;
  // The first look is at 30 s: at the start there is nothing to go on from. The last sample before the outage is at its begin.
  const looks = (lasts: number) => lasts / CYCLE;
  const failed = looks(at - bad);
  await expectOfRules(slos, series, [
    { query: of('up', 'good'), at, samples: { '{}': looks(bad) } },
    { query: of('up', 'bad'), at, samples: { '{}': failed } },
    { query: of('odd', 'bad'), at, samples: { '{}': failed / 2 } },
    { query: of('odd', 'good'), at, samples: { '{}': looks(bad - unknown) + 1 + failed / 2 } },
    { query: fires('up'), at: bad, samples: {} },
    { query: fires('up'), at: bad + 20 * MINUTE, samples: { '{}': 1 } },
    { query: fires('odd'), at: bad + 30 * MINUTE, samples: { '{}': 1 } },
  ]);
});
