import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time/duration.js';
import { gateAnswer } from '../../../src/engine/queries/gate-answer.js';
import { servicesOfSlos } from '../../../src/engine/queries/known-services.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { counting } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

/** 20 minutes of a service that began now. */
async function begun(): Promise<EngineHarness> {
  const harness = new EngineHarness();
  const requests = (status: string, perSecond: number) =>
    harness.prometheus.expose(
      'http_requests_total',
      { service: 'checkout-api', status },
      counting([START, perSecond]),
    );
  requests('200', 99.94);
  requests('503', 0.06);
  harness.prometheus.hide('http_requests_total', 0, START);
  await harness.start([checkoutSlo()]);
  return harness;
}

it('tells of some minutes neither a budget nor when it is gone, and how much is needed', async () => {
  const harness = await begun();
  await harness.runFor(20 * MINUTE);
  await harness.readHistory();
  await harness.runFor(MINUTE);
  const { budget, policy } = harness.status();
  expect(budget).toMatchObject({ kind: 'measured', exhaustion: { kind: 'unknown' } });
  expect(policy.consequence).toMatch(
    /^the budget cannot be told: data for 0\.04\d* % of its 30d, and 90 % is needed$/,
  );
  expect(gateAnswer('checkout-api', undefined, [harness.status()], harness.config.gate).reason).toContain(
    policy.consequence,
  );
});

it('says how much of the alert windows is seen, and how much is needed', async () => {
  const harness = await begun();
  await harness.runFor(2 * MINUTE);
  expect(harness.status()).toMatchObject({
    state: 'unknown',
    unknownBecause: {
      reason: 'catching-up',
      text: expect.stringMatching(/^data for [\d.]+ % of the last \dm, and 90 % is needed$/) as string,
    },
  });
});

it('names the service that was probably meant, else those that there are', async () => {
  const { state, config } = await begun();
  const reason = (service: string) =>
    gateAnswer(service, undefined, [], config.gate, undefined, () => servicesOfSlos(state)).reason;
  expect(reason('checkout-ap')).toBe('no SLO is defined for this service: did you mean "checkout-api"?');
  expect(reason('web')).toBe('no SLO is defined for this service: known here: checkout-api');
});
