import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { historyPhase } from '../../../src/engine/history-progress.js';
import { gateAnswer } from '../../../src/engine/queries/gate-answer.js';
import { loadHistory } from '../../../src/engine/load-history.js';
import { seedHistory } from '../../../src/engine/seed-history.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

const slo = checkoutSlo();

/** A month in which an outage of 40 minutes, ten days ago, has spent budget. */
function month() {
  const harness = new EngineHarness({ scrapeInterval: MINUTE });
  const truth = exposeRequests(harness.prometheus, [
    [START - 10 * DAY + 17 * MINUTE, 0.1],
    [START - 10 * DAY + 57 * MINUTE, 0],
  ]);
  return { harness, truth };
}

/** The relative error. */
const offBy = (counted: number, truth: number) => Math.abs(counted / truth - 1);

function budgetOf(harness: EngineHarness) {
  const { budget } = harness.status();
  if (budget.kind !== 'measured') throw new Error(`the budget is ${budget.kind}`);
  return budget;
}

describe('history is estimated first', () => {
  it('gives a budget at once that is marked approximate, and exact counts afterwards', async () => {
    const { harness, truth } = month();
    await harness.start([slo]);
    await harness.cycle();
    expect(harness.status().budget).toMatchObject({ kind: 'unknown', reason: 'catching-up' });
    expect(historyPhase(harness.state)).toBe('coarse');

    expect(await loadHistory(harness.state, harness.ports)).toEqual({ outcome: 'seeded' });
    const estimated = budgetOf(harness);
    expect(estimated.approximate).toBe(true);
    expect(offBy(estimated.badEvents, 24_000)).toBeLessThan(0.02);
    expect(estimated.coverage).toBeGreaterThan(0.99);
    expect(harness.status().historyLoaded).toBeLessThan(0.01);
    expect(historyPhase(harness.state)).toBe('exact');
    const gate = gateAnswer('checkout-api', undefined, [harness.status()], testConfig.gate);
    expect(gate).toMatchObject({ decision: 'allow' });
    expect(gate.reason).toContain('approximate while history is read');

    await harness.readHistory();
    await harness.cycle();
    expect(budgetOf(harness)).toMatchObject({ approximate: false, badEvents: truth.bad(harness.now) });
    expect(historyPhase(harness.state)).toBe('done');
    expect(harness.runtime(slo.id).coarse).toBeUndefined();
  });

  it('stays near the truth at every step from estimates to counts', async () => {
    const { harness } = month();
    await harness.start([slo]);
    await harness.cycle();
    await loadHistory(harness.state, harness.ports);
    for (let outcome = 'more'; outcome === 'more'; ) {
      ({ outcome } = await loadHistory(harness.state, harness.ports));
      await harness.cycle();
      const { badEvents, totalEvents, coverage } = budgetOf(harness);
      expect(offBy(badEvents, 24_000)).toBeLessThan(0.02);
      expect(offBy(totalEvents, 100 * ((30 * DAY) / SECOND))).toBeLessThan(0.01);
      expect(coverage).toBeGreaterThan(0.99);
    }
  });

  it('raises no alert on estimates: the slow tiers judge what was counted', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    exposeRequests(harness.prometheus, [
      [START - 20 * HOUR, 0.02],
      [START - 8 * HOUR, 0],
    ]);
    await harness.start([slo]);
    await harness.cycle();
    await loadHistory(harness.state, harness.ports);
    await harness.runFor(5 * MINUTE);
    expect(budgetOf(harness)).toMatchObject({ approximate: true });
    const day = harness.status().windows.find(({ windowMs }) => windowMs === DAY);
    expect(day).toMatchObject({ badEvents: 0 });
    expect(day?.coverage).toBeLessThan(0.3);
    expect(harness.toldKinds()).toEqual([]);
  });

  it('is asked for once, and after a restart only for what is still unread', async () => {
    const { harness } = month();
    await harness.start([slo]);
    await harness.cycle();
    await loadHistory(harness.state, harness.ports);
    await loadHistory(harness.state, harness.ports);
    expect(harness.prometheus.asked.tiles).toBe(1);
    for (let i = 0; i < 5; i += 1) await loadHistory(harness.state, harness.ports);
    await harness.cycle();
    const before = harness.runtime(slo.id).history[0]?.reader.position ?? 0;

    await harness.start([slo]);
    await harness.cycle();
    expect(harness.status().budget).toMatchObject({ kind: 'unknown', reason: 'catching-up' });
    await loadHistory(harness.state, harness.ports);
    expect(harness.prometheus.asked.tiles).toBe(2);
    expect(harness.runtime(slo.id).coarse?.from).toBe(Math.floor(before / HOUR) * HOUR);
    expect(budgetOf(harness).approximate).toBe(true);
  });

  it('comes for SLOs that a reload brings, while the others go on', async () => {
    const { harness } = month();
    await harness.start([slo]);
    await harness.cycle();
    await harness.readHistory();
    const other = checkoutSlo({
      name: 'other',
      objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: 7 * DAY } },
    });
    await harness.reload([slo, other]);
    await harness.cycle();
    expect(harness.status(other.id).budget.kind).toBe('unknown');
    await loadHistory(harness.state, harness.ports);
    expect(harness.status(other.id).budget).toMatchObject({ kind: 'measured', approximate: true });
    expect(budgetOf(harness).approximate).toBe(false);
  });

  it('fills what an outage of the daemon has left, estimated first and then exact', async () => {
    const { harness, truth } = month();
    await harness.start([slo]);
    await harness.cycle();
    await harness.readHistory();
    harness.sleepFor(2 * DAY);
    await harness.start([slo]);
    await harness.cycle();
    await loadHistory(harness.state, harness.ports);
    expect(budgetOf(harness).approximate).toBe(true);
    await harness.readHistory();
    await harness.cycle();
    const budget = budgetOf(harness);
    const from = harness.now - 30 * DAY;
    expect(budget).toMatchObject({ approximate: false, badEvents: truth.bad(harness.now) });
    expect(offBy(budget.totalEvents, truth.total(harness.now) - truth.total(from))).toBeLessThan(1e-3);
    expect(budget.coverage).toBeGreaterThan(0.999);
  });

  it('says in the log how far it is, how long it takes, and when it is complete', async () => {
    const { harness } = month();
    const told: unknown[] = [];
    const { log } = harness.ports;
    const ports = {
      ...harness.ports,
      log: {
        ...log,
        info: (message: string, fields?: object) => {
          if (message.includes('history')) told.push({ message, ...fields });
        },
      },
    };
    await harness.start([slo]);
    await harness.cycle();
    await loadHistory(harness.state, ports);
    expect(told).toEqual([]);
    await harness.runFor(2 * MINUTE);
    await loadHistory(harness.state, ports);
    expect(told).toEqual([
      {
        message: 'reading history',
        phase: 'exact',
        loaded: expect.any(Number),
        left: expect.stringMatching(/h|m|s/),
      },
    ]);
    for (let i = 0; i < 60 && harness.status().historyLoaded < 1; i += 1)
      await loadHistory(harness.state, ports);
    expect(told.at(-1)).toEqual({ message: 'history is complete', slos: 1 });
  });

  it('that cannot be read exactly does not keep the others waiting, and is read when it can be', async () => {
    const { harness } = month();
    const counted = { metric: 'orders_total', matchers: [] };
    const broken = checkoutSlo({
      name: 'broken',
      sli: { ...slo.sli, total: [{ sign: 1, selector: counted }] },
    });
    exposeRequests(harness.prometheus, [], { metric: 'orders_total' });
    await harness.start([broken, slo]);
    await harness.cycle();
    harness.prometheus.failing.set('orders_total', 'query-failed');
    for (let i = 0; i < 60; i += 1) await loadHistory(harness.state, harness.ports);
    expect(harness.status().historyLoaded).toBe(1);
    expect(harness.status(broken.id).historyLoaded).toBeLessThan(0.1);
    harness.prometheus.failing.clear();
    await harness.readHistory();
    expect(harness.status(broken.id).historyLoaded).toBe(1);
  });

  it('of a source that did not answer yet is asked for together, a minute later', async () => {
    const { harness } = month();
    const slos = [slo, checkoutSlo({ name: 'other' })];
    harness.prometheus.reachable = false;
    await harness.start(slos);
    await harness.cycle();
    expect(await seedHistory(harness.state, harness.ports)).toBe('last');
    expect(harness.logged.filter(({ message }) => message.includes('estimated'))).toEqual([]);
    harness.prometheus.reachable = true;
    expect(await seedHistory(harness.state, harness.ports)).toBe('none');
    await harness.runFor(MINUTE);
    expect(await seedHistory(harness.state, harness.ports)).toBe('last');
    await harness.cycle();
    for (const { id } of slos) expect(harness.status(id).budget).toMatchObject({ approximate: true });
  });

  it('that cannot be had leaves the budget waiting, spares the neighbours, and is tried again alone', async () => {
    const { harness } = month();
    const broken = checkoutSlo({
      name: 'broken',
      sli: {
        ...slo.sli,
        bad: [{ sign: 1, selector: { metric: 'too_much_total', matchers: [] } }],
      },
    });
    harness.prometheus.failing.set('too_much_total', 'query-failed');
    await harness.start([broken, slo]);
    await harness.cycle();
    await seedHistory(harness.state, harness.ports);
    await harness.cycle();
    expect(budgetOf(harness).approximate).toBe(true);
    expect(harness.status(broken.id).budget.kind).toBe('unknown');
    expect(await seedHistory(harness.state, harness.ports)).toBe('none');

    harness.prometheus.failing.clear();
    await harness.runFor(6 * MINUTE);
    expect(await seedHistory(harness.state, harness.ports)).toBe('last');
    await harness.cycle();
    expect(harness.status(broken.id).budget).toMatchObject({ kind: 'measured', approximate: true });
  });
});
