import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { backfillHistory } from '../../../src/engine/backfill-history.js';
import { gateAnswer } from '../../../src/engine/queries/gate-answer.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

const slo = checkoutSlo();

/** A month in which an outage of an hour, ten days ago, has spent a good quarter of the budget. */
function month() {
  const harness = new EngineHarness({ scrapeInterval: MINUTE });
  const truth = exposeRequests(harness.prometheus, [
    [START - 10 * DAY, 0.1],
    [START - 10 * DAY + HOUR, 0],
  ]);
  return { harness, truth };
}

describe('backfillHistory', () => {
  it('fills the budget; until then it is catching up, and the gate unknown', async () => {
    const { harness, truth } = month();
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    expect(harness.status()).toMatchObject({
      state: 'ok',
      budget: { kind: 'unknown', reason: 'catching-up' },
      policy: { band: 'unknown' },
    });
    expect(harness.status().historyLoaded).toBeCloseTo(6 / 720, 3);
    const gate = () => gateAnswer('checkout-api', undefined, [harness.status()], testConfig.gate).decision;
    expect(gate()).toBe('unknown');

    await harness.readHistory();
    await harness.runFor(MINUTE);
    const { budget, historyLoaded, policy } = harness.status();
    expect(historyLoaded).toBe(1);
    if (budget.kind !== 'measured') throw new Error(`the budget is ${budget.kind}`);
    const total = 100 * ((30 * DAY) / SECOND);
    expect(budget.badEvents).toBe(truth.bad(harness.now));
    expect(budget.badEvents).toBe(36_000);
    // The window's first slot of an hour is cut by half at most.
    expect(Math.abs(budget.totalEvents - total) / total).toBeLessThan(1 / 1_000);
    expect(budget.coverage).toBeGreaterThan(0.999);
    expect(policy.band).toBe('above-50');
    expect(gate()).toBe('allow');
  });

  it('gives the same counts when it is cut by restarts and an unreachable source', async () => {
    const [{ harness: steady }, { harness: cut }] = [month(), month()];
    await steady.start([slo]);
    await steady.readHistory();
    await steady.runFor(13 * MINUTE);

    await cut.start([slo]);
    const outcomes = new Set<string>();
    for (let i = 0; i < 26; i += 1) {
      cut.prometheus.reachable = i % 5 !== 3;
      outcomes.add((await backfillHistory(cut.state, cut.ports)).outcome);
      cut.prometheus.reachable = true;
      await cut.runFor(30 * SECOND);
      if (i % 6 === 5) await cut.start([slo]);
    }
    expect([...outcomes]).toEqual(['more', 'failed']);
    await cut.readHistory();
    await cut.cycle();
    expect(cut.now).toBe(steady.now);
    expect(cut.counted(30 * DAY).bad).toBe(steady.counted(30 * DAY).bad);
    expect(cut.counted(30 * DAY).total).toBe(steady.counted(30 * DAY).total);
  });

  it('raises no page for what is long over, on a window that is half filled or full', async () => {
    const { harness } = month();
    await harness.start([slo]);
    harness.chunksPerCycle = 40;
    await harness.runFor(20 * MINUTE);
    expect(harness.status().historyLoaded).toBe(1);
    expect(harness.toldKinds()).toEqual([]);
  });

  it('has nothing to do without SLOs, or when all is read', async () => {
    const { harness } = month();
    await harness.start([]);
    const { reads } = harness.prometheus.asked;
    expect((await backfillHistory(harness.state, harness.ports)).outcome).toBe('done');
    expect(harness.prometheus.asked.reads).toBe(reads);
  });

  it('reads past what Prometheus no longer holds, and says how much was seen', async () => {
    const { harness } = month();
    harness.prometheus.hide('http_requests_total', 0, START - 15 * DAY);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(MINUTE);
    const { budget, policy } = harness.status();
    expect(budget).toMatchObject({ kind: 'measured', badEvents: 36_000 });
    expect(budget.coverage).toBeCloseTo(0.5, 2);
    expect(policy.band).toBe('unknown');
  });
});
