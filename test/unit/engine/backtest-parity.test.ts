import { describe, expect, it } from 'vitest';
import { History } from '../../../src/core/backtest/history.js';
import { leadIn, replay } from '../../../src/core/backtest/replay.js';
import { excludedStretches } from '../../../src/core/exclusions/excluded-stretches.js';
import type { Exclusion } from '../../../src/core/exclusions/exclusion.js';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { readHistory } from '../../../src/engine/read-history.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const STEP = testConfig.evaluationInterval;

/** Whole hours, as the widest slots of alert windows are. */
const MAINTENANCE: Exclusion = {
  id: 'database',
  kind: 'maintenance',
  origin: 'file',
  selects: { service: slo.service },
  author: 'maria',
  reason: 'PostgreSQL 18',
  when: { kind: 'listed', times: [{ from: START + HOUR, to: START + 2 * HOUR }] },
};

describe('a backtest', () => {
  it.each([
    ['', []],
    [' and maintenance', [MAINTENANCE]],
  ])(
    'opens and closes pages and tickets when the daemon did on the same samples, through a gap%s',
    async (_, exclusions) => {
      const harness = new EngineHarness({ scrapeOffset: 7 * SECOND });
      exposeRequests(harness.prometheus, [
        [START + 10 * MINUTE, 0.2],
        [START + 25 * MINUTE, 0],
        ...(exclusions.length > 0
          ? ([
              [START + 70 * MINUTE, 0.5],
              [START + 100 * MINUTE, 0],
            ] as const)
          : []),
        [START + 2 * HOUR, 0.05],
        [START + 2.5 * HOUR, 0],
      ]);
      const gap = [START + 130 * MINUTE, START + 140 * MINUTE] as const;
      harness.prometheus.hide('http_requests_total', ...gap);
      harness.exclusions = exclusions;
      await harness.start([slo]);
      await harness.runFor(5 * HOUR);
      const told = harness
        .told()
        .map(([alert, kind, minute]) => ({ what: `${alert} ${kind}`, at: START + minute * MINUTE }));

      const to = START + 5 * HOUR;
      const { staleAfter, minCoverage } = testConfig;
      const span = { from: START - leadIn(slo), to, stepMs: STEP, staleAfter };
      const { counts } = await readHistory([slo], harness.prometheus, span, () => undefined);
      const history = new History(
        counts.get(slo.id) ?? expect.fail(),
        excludedStretches(exclusions, slo, span),
      );
      const { episodes } = replay(slo, history, { from: START, to, staleAfter, minCoverage });
      const replayed = episodes
        .flatMap(({ severity, openedAt, closedAt }) => [
          { what: `${severity} trigger`, at: openedAt },
          ...(closedAt === undefined ? [] : [{ what: `${severity} resolve`, at: closedAt }]),
        ])
        .sort((a, b) => a.at - b.at);

      expect(replayed.map(({ what }) => what).sort()).toEqual(told.map(({ what }) => what).sort());
      expect(told.length).toBeGreaterThanOrEqual(4);
      for (const { what, at } of told) {
        const nearest = Math.min(
          ...replayed.filter((each) => each.what === what).map((each) => Math.abs(each.at - at)),
        );
        expect.soft(nearest, `${what} at ${(at - START) / MINUTE} minutes`).toBeLessThanOrEqual(STEP);
      }
    },
  );
});
