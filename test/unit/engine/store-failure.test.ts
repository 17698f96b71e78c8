import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();

function burst(): EngineHarness {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.1],
    [START + 20 * MINUTE, 0],
  ]);
  return harness;
}

describe('a commit that fails', () => {
  it('with the page in it holds nothing, and the next beat tells once', async () => {
    const steady = burst();
    await steady.start([slo]);
    await steady.runFor(40 * MINUTE);
    const [opened = 0, closed = 0] = steady.told().map(([, , minute]) => minute);

    const harness = burst();
    await harness.start([slo]);
    await harness.runFor((opened - 0.5) * MINUTE);
    harness.store.failNextCommits(1);
    await harness.runFor(30 * SECOND);
    expect(harness.cycles.failed).toBe(1);
    expect(harness.told()).toEqual([]);
    expect(harness.runtime(slo.id).alerts.state.page).toBeUndefined();
    expect(harness.runtime(slo.id).incident).toBeUndefined();
    await harness.runFor(30 * SECOND);
    expect(harness.told()).toEqual([['page', 'trigger', opened + 0.5]]);

    await harness.runFor((closed - opened - 1) * MINUTE - 30 * SECOND + 30 * SECOND);
    harness.store.failNextCommits(3);
    await harness.runFor(10 * MINUTE);
    const told = harness.told();
    expect(told.map(([, kind]) => kind)).toEqual(['trigger', 'resolve']);
    expect(told[1]?.[2]).toBeGreaterThan(closed);
    expect(await harness.store.incidents({ limit: 10 })).toMatchObject([{ id: 'INC-1' }]);
  });

  it('loses no count: what was not stored is stored with the next one', async () => {
    const harness = burst();
    await harness.start([slo]);
    for (let i = 0; i < 20; i += 1) {
      harness.store.failNextCommits(2);
      await harness.runFor(90 * SECOND);
    }
    const before = [MINUTE, HOUR, 6 * HOUR].map((window) => harness.counted(window));
    expect(harness.cycles).toEqual({ ok: 20, failed: 40 });
    await harness.start([slo]);
    expect([MINUTE, HOUR, 6 * HOUR].map((window) => harness.counted(window))).toEqual(before);
  });

  it('at a reload leaves the old SLOs in force, every part of them', async () => {
    const harness = burst();
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    harness.store.failNextCommits(1);
    const lower = checkoutSlo({ objective: { ...slo.objective, target: 0.5 } });
    await expect(harness.reload([lower, checkoutSlo({ name: 'second' })])).rejects.toThrow('locked');
    expect([...harness.state.runtimes.keys()]).toEqual([slo.id]);
    expect(harness.status().target).toBe(0.9995);
    await harness.runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });

  it('while the past is read reports it, and reads on', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    const truth = exposeRequests(harness.prometheus, [[START - 3 * HOUR, 0.01]]);
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    harness.store.failNextCommits(1);
    await expect(harness.readHistory()).rejects.toThrow('history cannot be read');
    await harness.readHistory();
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    expect(harness.status().budget.kind).toBe('measured');
    expect(harness.counted(30 * 24 * HOUR).bad).toBe(truth.bad(harness.now));
  });

  it('that lasts leaves no green behind: what was healthy is unknown, and the gate says so', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [[START + 10 * MINUTE, 1]]);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    expect(harness.status()).toMatchObject({
      state: 'ok',
      policy: { gate: 'allow' },
      budget: { kind: 'measured' },
    });
    harness.store.failNextCommits(1000);
    await harness.runFor(HOUR);
    expect(harness.status()).toMatchObject({
      state: 'unknown',
      unknownBecause: { reason: 'not-evaluated' },
      policy: { gate: 'unknown' },
      budget: { kind: 'unknown', reason: 'not-evaluated' },
      tiers: [],
    });
  });
});
