import { describe, expect, it } from 'vitest';
import { defaultAlertPolicies } from '../../../src/core/slo/alert-policy.js';
import { calendarWindow } from '../../../src/core/slo/slo-window.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { newEngineState } from '../../../src/engine/engine-state.js';
import { WhatIfs } from '../../../src/engine/what-if.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const ID = 'checkout-api/availability';
const AS_IT_IS = { target: undefined, window: undefined, tiers: undefined };
const SLO = checkoutSlo({
  objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: 12 * HOUR } },
  alertPolicies: defaultAlertPolicies(12 * HOUR),
});

const MARIA = { client: 'maria', isGone: () => false };

/** A twentieth of all requests fails for ten minutes, two hours before now. */
async function afterBurn(turn = () => Promise.resolve()) {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [START + HOUR, 0.05],
    [START + HOUR + 10 * MINUTE, 0],
  ]);
  await harness.start([SLO]);
  await harness.runFor(3 * HOUR);
  let reads = 0;
  const source: Pick<typeof harness.prometheus, 'read'> = {
    read: (requests) => {
      reads += 1;
      return harness.prometheus.read(requests);
    },
  };
  const ports = { clock: harness.ports.clock, source, turn };
  return { harness, reads: () => reads, whatIfs: new WhatIfs(harness.state, ports) };
}

describe('WhatIfs', () => {
  it('replays what was, and what would have been with a looser target', async () => {
    const { whatIfs, harness } = await afterBurn();
    const { present, proposed } = await whatIfs.ask(ID, { ...AS_IT_IS, target: 0.9 }, MARIA);
    const pages = harness.told().filter(([alert, kind]) => alert === 'page' && kind === 'trigger').length;
    expect(pages).toBeGreaterThan(0);
    expect(present.pages).toBe(pages);
    expect(proposed.pages).toBe(0);
    expect(present.budgetRemaining).toBeLessThan(proposed.budgetRemaining ?? 0);
    expect(present.outages.map(({ errorRatio }) => errorRatio)).toEqual([1, 0.1, 0.01]);
    // One in a hundred never spends ten percent.
    expect(proposed.outages.at(-1)).toEqual({
      errorRatio: 0.01,
      pageAfterMs: undefined,
      ticketAfterMs: undefined,
    });
  });

  it('reads the past once for some minutes', async () => {
    const { whatIfs, reads, harness } = await afterBurn();
    await whatIfs.ask(ID, AS_IT_IS, MARIA);
    const first = reads();
    expect(first).toBeGreaterThan(0);
    await whatIfs.ask(ID, { ...AS_IT_IS, target: 0.99 }, MARIA);
    expect(reads()).toBe(first);
    await harness.runFor(6 * MINUTE);
    await whatIfs.ask(ID, AS_IT_IS, MARIA);
    expect(reads()).toBe(2 * first);
  });

  it('replays an SLO that another replica judges, for the source has its past', async () => {
    const { whatIfs, harness } = await afterBurn();
    const { specs, config } = harness.state;
    const { ports } = harness;
    const other = (status = harness.status(ID)) => {
      const elsewhere = new Map([[ID, { at: harness.now, status }]]);
      const state = { ...newEngineState(config), specs, elsewhere };
      return new WhatIfs(state, { ...ports, turn: () => Promise.resolve() }).ask(ID, AS_IT_IS, MARIA);
    };
    expect(await other()).toEqual(await whatIfs.ask(ID, AS_IT_IS, MARIA));
    const reading = { mode: 'aggregated', series: 9000 } as const;
    await expect(other({ ...harness.status(ID), reading })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('knows the past of another SLO that counts the same events', async () => {
    const { harness } = await afterBurn();
    await harness.start([SLO, checkoutSlo({ ...SLO, name: 'twin', id: 'checkout-api/twin' })]);
    const ports = { clock: harness.ports.clock, source: harness.prometheus, turn: () => Promise.resolve() };
    const whatIfs = new WhatIfs(harness.state, ports);
    const first = await whatIfs.ask(ID, AS_IT_IS, MARIA);
    const twin = await whatIfs.ask('checkout-api/twin', AS_IT_IS, MARIA);
    expect(first.coverage).toBeGreaterThan(0.2);
    expect(twin.coverage).toBe(first.coverage);
    expect(twin.present.pages).toBe(first.present.pages);
  });

  it('counts as unread what lies in the time that it tells of', async () => {
    const { harness } = await afterBurn();
    const unread = async (hours: number) => {
      const failedAt = harness.now - hours * HOUR;
      const failure = { kind: 'failed', reason: 'query-failed', message: 'too many samples' } as const;
      const read: typeof harness.prometheus.read = async (requests) => {
        const fails = requests.some(({ after, upTo }) => after < failedAt && failedAt <= upTo);
        return fails ? new Map(requests.map(({ key }) => [key, failure])) : harness.prometheus.read(requests);
      };
      const ports = { clock: harness.ports.clock, source: { read }, turn: () => Promise.resolve() };
      return (await new WhatIfs(harness.state, ports).ask(ID, AS_IT_IS, MARIA)).unreadMs;
    };
    // What comes before it is read so that it is right from its first step.
    expect(await unread(20)).toBe(0);
    expect(await unread(2)).toBe(2 * HOUR);
  });

  it('tells when each would have paged, and the events beside it', async () => {
    const { whatIfs, harness } = await afterBurn();
    const { present, proposed, points, endAt } = await whatIfs.ask(ID, { ...AS_IT_IS, target: 0.9 }, MARIA);
    const [told] = harness.told().filter(([alert, kind]) => alert === 'page' && kind === 'trigger');
    expect(told).toBeDefined();
    expect(present.alerts.map(({ severity }) => severity)).toContain('page');
    expect(present.alerts[0]?.openedAt).toBeGreaterThan(START + HOUR);
    expect(present.alerts[0]?.openedAt).toBeLessThan(START + HOUR + 10 * MINUTE);
    expect(proposed.alerts).toEqual([]);
    expect(points.at(-1)?.at).toBe(endAt);
    const bad = points.reduce((sum, { badEvents }) => sum + badEvents, 0);
    expect(bad).toBeGreaterThan(0);
    const worst = points.reduce((most, point) => (point.badEvents > most.badEvents ? point : most));
    expect(worst.errorRatio).toBeCloseTo(0.05, 3);
    // The budget of one in ten is 200 times that of one in two thousand, over another pace window or not.
    expect(worst.present.burnRate ?? 0).toBeGreaterThan(100 * (worst.proposed.burnRate ?? 1));
  });

  it('replays a month of the calendar', async () => {
    const { whatIfs } = await afterBurn();
    const window = calendarWindow('month', 'Europe/Berlin');
    const { proposed, slo } = await whatIfs.ask(ID, { ...AS_IT_IS, window }, MARIA);
    expect(proposed.window).toBe('calendar month (Europe/Berlin)');
    expect(slo.objective.sloWindow).toEqual(window);
  });

  it('works on one at a time for each client, and on few in all', async () => {
    const { whatIfs } = await afterBurn();
    const ask = (client: string) => whatIfs.ask(ID, AS_IT_IS, { ...MARIA, client });
    const first = ask('maria');
    await expect(ask('maria')).rejects.toMatchObject({
      code: 'too-many-requests',
      message: expect.stringContaining('of yours') as string,
    });
    const others = [ask('jonas'), ask('ines')];
    await expect(ask('emil')).rejects.toMatchObject({
      message: expect.stringContaining('of others') as string,
    });
    await Promise.all([first, ...others]);
    await expect(ask('maria')).resolves.toMatchObject({ id: ID });
  });

  it('has others take their turn again and again, and ends when nobody waits', async () => {
    let [turns, most] = [0, Number.POSITIVE_INFINITY];
    const { whatIfs } = await afterBurn(() => {
      turns += 1;
      return Promise.resolve();
    });
    const asker = { client: 'maria', isGone: () => turns >= most };
    await whatIfs.ask(ID, AS_IT_IS, asker);
    expect(turns).toBeGreaterThan(20);
    most = turns + 5;
    await expect(whatIfs.ask(ID, AS_IT_IS, asker)).rejects.toMatchObject({ code: 'conflict' });
    expect(turns).toBe(most);
    most = Number.POSITIVE_INFINITY;
    await expect(whatIfs.ask(ID, AS_IT_IS, asker)).resolves.toMatchObject({ id: ID });
  });

  it('knows no pages a month of a past that nobody saw', async () => {
    const harness = new EngineHarness();
    await harness.start([SLO]);
    const ports = { clock: harness.ports.clock, source: harness.prometheus, turn: () => Promise.resolve() };
    const { present, coverage } = await new WhatIfs(harness.state, ports).ask(ID, AS_IT_IS, MARIA);
    expect(coverage).toBe(0);
    expect(present).toMatchObject({ pagesPerMonth: undefined, budgetRemaining: undefined, pages: 0 });
  });
});
