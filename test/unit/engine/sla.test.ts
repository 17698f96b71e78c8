import { describe, expect, it } from 'vitest';
import { pageBody, pageTitle } from '../../../src/core/delivery/page-text.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { HOUR, MINUTE } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { EngineHarness, START, testConfig } from '../../support/engine-harness.js';

/** 0.5 % of an hour may fail; at 1 % errors three quarters of that are spent after 22.5 minutes. */
const slo: Slo = {
  ...checkoutSlo(),
  sla: {
    objective: { target: 0.995, sloWindow: { kind: 'rolling', durationMs: HOUR } },
    warnAt: 0.25,
    consequence: '10 % credits',
  },
};
const BEGINS = START + 10 * MINUTE;

async function burning(ends: number) {
  const harness = new EngineHarness();
  exposeRequests(harness.prometheus, [
    [BEGINS, 0.01],
    [ends, 0],
  ]);
  await harness.start([slo]);
  await harness.readHistory();
  return harness;
}

describe('an SLA', () => {
  it('pages once before it is broken, also over a restart, and ends when its budget is back', async () => {
    const harness = await burning(BEGINS + 27 * MINUTE);
    await harness.runFor(40 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(90 * MINUTE);
    expect(harness.toldKinds()).toEqual(['sla-page trigger', 'sla-page resolve']);
    const [opened = 0, closed = 0] = harness.told().map(([, , minute]) => minute);
    const late = (harness.prometheus.scrapeInterval + testConfig.evaluationInterval) / MINUTE;
    expect(opened).toBeGreaterThanOrEqual(10 + 22.5 - 0.25);
    expect(opened).toBeLessThanOrEqual(10 + 22.5 + late + 0.5);
    // Bad minutes leave the hour from the 70th on.
    expect(closed).toBeGreaterThan(70);
    expect(closed).toBeLessThan(80);
    const [trigger] = harness.store.messages();
    expect(trigger?.signal).toMatchObject({ dedupKey: 'firebreak/checkout-api/availability/sla', tiers: [] });
    expect(trigger && pageTitle(trigger.signal)).toMatch(
      /^checkout-api\/availability: its SLA is at risk, 2[345](\.\d+)? % left of its budget$/,
    );
    const body = trigger ? pageBody(trigger.signal) : [];
    expect(body).toContain('SLA: 99.5 % over 1h, promised outside');
    expect(body).toContain('When it is broken: 10 % credits');
    expect(body.find((line) => line.startsWith('SLA budget: '))).toContain('at this pace');
  });

  it('stays at risk while nobody can see: unknown ends no alert', async () => {
    const harness = await burning(BEGINS + 27 * MINUTE);
    await harness.runFor(40 * MINUTE);
    harness.prometheus.reachable = false;
    await harness.runFor(3 * HOUR);
    expect(harness.toldKinds().filter((told) => told.startsWith('sla'))).toEqual(['sla-page trigger']);
    expect(harness.status().sla).toMatchObject({ budget: { kind: 'unknown' } });
    expect(harness.status().sla?.atRiskSince).toBeDefined();
  });

  it('is taken back when the file no longer promises it', async () => {
    const harness = await burning(BEGINS + 2 * HOUR);
    await harness.runFor(40 * MINUTE);
    await harness.reload([checkoutSlo()]);
    await harness.runFor(MINUTE);
    expect(harness.toldKinds()).toEqual(['sla-page trigger', 'sla-page resolve']);
  });
});
