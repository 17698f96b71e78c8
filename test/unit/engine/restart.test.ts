import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { latency, checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();

/** A burst of ten minutes, ten minutes after the start. */
function burst(): EngineHarness {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + 10 * MINUTE, 0.1],
    [START + 20 * MINUTE, 0],
  ]);
  return harness;
}

describe('a restart', () => {
  it('while firing neither pages again nor forgets to resolve', async () => {
    const harness = burst();
    await harness.start([slo]);
    await harness.runFor(17 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    const [before] = harness.store.messages();
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
    const resolve = harness.store.messages()[1];
    expect(resolve?.signal).toMatchObject({
      dedupKey: before?.signal.dedupKey,
      incidentId: 'INC-1',
      firingSince: before?.signal.at,
    });
    expect(await harness.store.incidents({ limit: 10 })).toMatchObject([
      { id: 'INC-1', status: 'monitoring' },
    ]);
  });

  it('at every beat gives the very messages and counts that an undisturbed run gives', async () => {
    const [steady, restless] = [burst(), burst()];
    await steady.start([slo]);
    await steady.runFor(40 * MINUTE);
    for (let beat = 0; beat < 80; beat += 1) {
      await restless.start([slo]);
      await restless.runFor(MINUTE / 2);
    }
    expect(restless.told()).toEqual(steady.told());
    for (const window of [5 * MINUTE, HOUR, 6 * HOUR]) {
      expect(restless.counted(window)).toEqual(steady.counted(window));
    }
    const lines = async (harness: EngineHarness) =>
      (await harness.store.timeline('INC-1')).map(({ at, kind, text }) => [
        at,
        kind,
        // When failures began is known to the slot after a restart, and to the sample without one.
        kind === 'impact-recorded' ? '' : text,
      ]);
    expect(await lines(restless)).toEqual(await lines(steady));
    // The single samples are gone with the memory; their slots of 10 s are not.
    const [began = 0, beganBySlots = 0] = [steady, restless].map(
      (harness) => harness.store.messages()[0]?.signal.failingSince,
    );
    expect(began - beganBySlots).toBeGreaterThanOrEqual(0);
    expect(began - beganBySlots).toBeLessThanOrEqual(10 * SECOND);
  });

  it('after the recovery resolves at the first beat', async () => {
    const harness = burst();
    await harness.start([slo]);
    await harness.runFor(17 * MINUTE);
    harness.sleepFor(HOUR);
    await harness.start([slo]);
    await harness.runFor(MINUTE / 2);
    expect(harness.told().slice(1)).toEqual([['page', 'resolve', 77.5]]);
  });

  it('after a day away does not page for what is long over, and counts what it missed', async () => {
    const harness = new EngineHarness();
    const truth = exposeRequests(harness.prometheus, [
      [START + 2 * HOUR, 0.5],
      [START + 3 * HOUR, 0],
    ]);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    harness.sleepFor(DAY);
    await harness.start([slo]);
    await harness.runFor(MINUTE / 2);
    expect(harness.status().budget).toMatchObject({ kind: 'unknown', reason: 'catching-up' });
    await harness.readHistory();
    await harness.runFor(MINUTE / 2);
    // The slow tickets burn for days after such an hour; nobody is woken.
    expect(harness.toldKinds()).not.toContain('page trigger');
    expect(harness.counted(30 * DAY).bad).toBe(truth.bad(harness.now));
  });

  it('goes on with the numbers of incidents', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [
      [START + 10 * MINUTE, 0.1],
      [START + 20 * MINUTE, 0],
      [START + 90 * MINUTE, 0.5],
    ]);
    await harness.start([slo]);
    await harness.runFor(90 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(10 * MINUTE);
    const incidents = await harness.store.incidents({ limit: 10 });
    expect(incidents.map(({ id, status }) => [id, status])).toEqual([
      ['INC-2', 'open'],
      ['INC-1', 'resolved'],
    ]);
  });

  it('keeps since when the budget is in its band, also when the SLO counts something else now', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    exposeRequests(harness.prometheus);
    await harness.start([slo]);
    await harness.readHistory();
    await harness.runFor(5 * MINUTE);
    const since = harness.status().policy.since;
    expect(harness.status().policy.band).toBe('above-50');
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    expect(harness.status().policy).toMatchObject({ band: 'above-50', since });

    await harness.start([checkoutSlo({ name: 'availability', sli: latency })]);
    expect(harness.runtime(slo.id).policy?.since).toBe(since);
    await harness.start([checkoutSlo({ name: 'availability', sli: latency })]);
    expect(harness.runtime(slo.id).policy?.since).toBe(since);
  });
});
