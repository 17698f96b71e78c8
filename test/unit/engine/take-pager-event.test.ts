import { beforeEach, describe, expect, it } from 'vitest';
import { actorIn } from '../../../src/core/access/actor.js';
import { DAY, MINUTE } from '../../../src/core/time/duration.js';
import { type PagerEvent, takePagerEvent } from '../../../src/engine/commands/take-pager-event.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

let harness: EngineHarness;

const event = (changes: Partial<PagerEvent> = {}): PagerEvent => ({
  tool: 'PagerDuty',
  id: 'event-1',
  at: harness.now,
  dedupKey: 'firebreak/checkout-api/availability',
  by: 'maria',
  change: 'acknowledged',
  ...changes,
});
const take = (given: PagerEvent) =>
  takePagerEvent(harness.state, harness.ports, given, actorIn(given.tool, given.by, 'request-1'));
const timeline = async (id = 'INC-1') =>
  (await harness.store.timeline(id)).map(({ kind, by }) => `${kind} by ${by}`);

/** Fails for a while, twice; the page is out. */
beforeEach(async () => {
  harness = new EngineHarness();
  harness.config = { ...harness.config, monitorFor: 5 * MINUTE };
  exposeRequests(harness.prometheus, [
    [START, 0.5],
    [START + 20 * MINUTE, 0],
    [START + 200 * MINUTE, 0.5],
  ]);
  await harness.start([checkoutSlo()]);
  await harness.runFor(15 * MINUTE);
});

describe('what was done in the tool that paged', () => {
  it('acknowledges the incident, once', async () => {
    expect(await take(event())).toEqual({ kind: 'acknowledged', incidentId: 'INC-1' });
    expect(await take(event())).toMatchObject({ kind: 'ignored', reason: 'it was told before' });
    expect(await take(event({ id: 'event-2' }))).toEqual({ kind: 'acknowledged', incidentId: 'INC-1' });
    const acknowledged = (await timeline()).filter((line) => line.startsWith('acknowledged'));
    expect(acknowledged).toEqual(['acknowledged by PagerDuty for maria']);
    expect(harness.runtime('checkout-api/availability').incident?.acknowledgedBy).toBe('PagerDuty for maria');
  });

  it('ends nothing: a close is noted, once, and the alert ends when the service has recovered', async () => {
    expect(await take(event({ change: 'closed' }))).toEqual({ kind: 'noted', incidentId: 'INC-1' });
    expect(await take(event({ change: 'closed' }))).toMatchObject({ kind: 'ignored' });
    expect((await timeline()).filter((line) => line.startsWith('noted'))).toEqual([
      'noted by PagerDuty for maria',
    ]);
    await harness.runFor(2 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect((await harness.store.incident('INC-1'))?.status).toBe('open');
    await harness.runFor(80 * MINUTE);
    expect(harness.toldKinds().slice(0, 2)).toEqual(['page trigger', 'page resolve']);
    expect((await harness.store.incident('INC-1'))?.status).toBe('resolved');
  });

  it('outlives a restart', async () => {
    await take(event({ change: 'closed' }));
    await harness.start([checkoutSlo()]);
    expect(await take(event({ change: 'closed' }))).toMatchObject({ kind: 'ignored' });
  });

  it('of an earlier incident touches no later one that has the same key', async () => {
    const during = harness.now;
    await harness.runFor(230 * MINUTE);
    expect((await harness.store.incident('INC-2'))?.status).toBe('open');
    expect(await take(event({ at: during }))).toEqual({ kind: 'ignored', reason: 'INC-1 is resolved' });
    expect(await take(event({ at: during, id: 'event-2', change: 'closed' }))).toMatchObject({
      kind: 'ignored',
    });
    expect((await harness.store.incident('INC-2'))?.acknowledgedAt).toBeUndefined();
    expect(await take(event({ id: 'event-3' }))).toEqual({ kind: 'acknowledged', incidentId: 'INC-2' });
  });

  it('is ignored when it is over a day old, or of an alert that is not ours', async () => {
    expect(await take(event({ at: harness.now - DAY - 1 }))).toMatchObject({ kind: 'ignored' });
    expect(await take(event({ dedupKey: 'somebody-else' }))).toMatchObject({ kind: 'ignored' });
    expect(await take(event({ at: START - MINUTE }))).toMatchObject({ kind: 'ignored' });
    expect(await timeline()).not.toContain('acknowledged by PagerDuty for maria');
  });

  it.each(['acknowledged', 'closed'] as const)(
    '%s is to be told again when it could not be stored',
    async (change) => {
      harness.store.failNextCommits(1);
      await expect(take(event({ change }))).rejects.toThrow('locked');
      expect(await take(event({ change }))).toMatchObject({ incidentId: 'INC-1' });
    },
  );
});
