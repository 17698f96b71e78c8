import { describe, expect, it } from 'vitest';
import { defaultAlertPolicies } from '../../../src/core/slo/alert-policy.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { WhatIfs } from '../../../src/engine/what-if.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const ID = 'checkout-api/availability';
const AS_IT_IS = { target: undefined, windowMs: undefined, tiers: undefined };
const SLO = checkoutSlo({
  objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: 12 * HOUR } },
  alertPolicies: defaultAlertPolicies(12 * HOUR),
});

/** A twentieth of all requests fails for ten minutes, two hours before now. */
async function afterBurn() {
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
  const ports = { clock: harness.ports.clock, source, turn: () => Promise.resolve() };
  return { harness, reads: () => reads, whatIfs: new WhatIfs(harness.state, ports) };
}

describe('WhatIfs', () => {
  it('replays what was, and what would have been with a looser target', async () => {
    const { whatIfs, harness } = await afterBurn();
    const { present, proposed } = await whatIfs.ask(ID, { ...AS_IT_IS, target: 0.9 });
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
    await whatIfs.ask(ID, AS_IT_IS);
    const first = reads();
    expect(first).toBeGreaterThan(0);
    await whatIfs.ask(ID, { ...AS_IT_IS, target: 0.99 });
    expect(reads()).toBe(first);
    await harness.runFor(6 * MINUTE);
    await whatIfs.ask(ID, AS_IT_IS);
    expect(reads()).toBe(2 * first);
  });

  it('works on one at a time', async () => {
    const { whatIfs } = await afterBurn();
    const first = whatIfs.ask(ID, AS_IT_IS);
    await expect(whatIfs.ask(ID, AS_IT_IS)).rejects.toMatchObject({ code: 'too-many-requests' });
    await first;
    await expect(whatIfs.ask(ID, AS_IT_IS)).resolves.toMatchObject({ id: ID });
  });

  it('knows no pages a month of a past that nobody saw', async () => {
    const harness = new EngineHarness();
    await harness.start([SLO]);
    const ports = { clock: harness.ports.clock, source: harness.prometheus, turn: () => Promise.resolve() };
    const { present, coverage } = await new WhatIfs(harness.state, ports).ask(ID, AS_IT_IS);
    expect(coverage).toBe(0);
    expect(present).toMatchObject({ pagesPerMonth: undefined, budgetRemaining: undefined, pages: 0 });
  });
});
