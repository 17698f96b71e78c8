import { describe, expect, it } from 'vitest';
import { RUNNING_TOTAL, recordedSli } from '../../../src/core/slo/recorded-sli.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { MINUTE } from '../../../src/core/time/duration.js';
import { availability, checkoutSlo, latency } from '../../support/checkout-slos.js';
import { exposeLatency } from '../../support/checkout-traffic.js';
import { counting } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const byRules = (slo: Slo): Slo => ({ ...slo, sli: recordedSli(slo) });
const labelsOf = ({ service, name }: Slo, of: 'bad' | 'good') => ({ service, slo: name, of });

/** Records 100 events a second, of which a share (0-1) is bad from START on. */
function record(harness: EngineHarness, slo: Slo, badShare: number, begun = START - 60 * MINUTE): void {
  const bad = counting([begun, 0], [START, 100 * badShare]);
  harness.prometheus.expose(RUNNING_TOTAL, labelsOf(slo, 'bad'), bad);
  harness.prometheus.expose(
    RUNNING_TOTAL,
    labelsOf(slo, 'good'),
    counting([begun, 100], [START, 100 * (1 - badShare)]),
  );
}

describe('counts that the generated rules record', () => {
  const slo = byRules(checkoutSlo({ sli: availability }));

  it('page as the raw ones do', async () => {
    const harness = new EngineHarness({ scrapeInterval: 30_000 });
    record(harness, slo, 0.1);
    await harness.start([slo]);
    await harness.runFor(15 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    expect(harness.status(slo.id)).toMatchObject({ state: 'page' });
  });

  it('are whole slices already where the SLO counts slices of time', async () => {
    const timeSlices = { lengthMs: MINUTE, goodShare: 0.95, withoutTraffic: 'good' } as const;
    const sliced = byRules(checkoutSlo({ timeSlices }));
    const harness = new EngineHarness({ scrapeInterval: 30_000 });
    harness.prometheus.expose(RUNNING_TOTAL, labelsOf(sliced, 'bad'), counting([START - 60 * MINUTE, 0]));
    harness.prometheus.expose(
      RUNNING_TOTAL,
      labelsOf(sliced, 'good'),
      counting([START - 60 * MINUTE, 1 / 60]),
    );
    await harness.start([sliced]);
    await harness.runFor(15 * MINUTE);
    expect(harness.counted(10 * MINUTE, sliced.id)).toEqual({ bad: 0, total: 10 });
  });

  it('are unknown, not healthy, where no bad events were ever recorded', async () => {
    const harness = new EngineHarness({ scrapeInterval: 30_000 });
    harness.prometheus.expose(RUNNING_TOTAL, labelsOf(slo, 'good'), counting([START - 60 * MINUTE, 100]));
    await harness.start([slo]);
    await harness.runFor(15 * MINUTE);
    expect(harness.status(slo.id)).toMatchObject({
      state: 'unknown',
      unknownBecause: { reason: 'no-series', text: expect.stringContaining('of="bad"') },
    });
  });

  it('are unknown once only the bad ones are no longer recorded', async () => {
    const harness = new EngineHarness({ scrapeInterval: 30_000 });
    record(harness, slo, 0);
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    expect(harness.status(slo.id)).toMatchObject({ state: 'ok' });
    harness.prometheus.hide(RUNNING_TOTAL, START + 5 * MINUTE);
    harness.prometheus.expose(RUNNING_TOTAL, labelsOf(slo, 'good'), counting([START - 60 * MINUTE, 100]));
    await harness.runFor(10 * MINUTE);
    expect(harness.status(slo.id)).toMatchObject({ state: 'unknown', unknownBecause: { reason: 'stale' } });
  });

  it('still have their threshold judged on the histogram itself', async () => {
    const slow = byRules(checkoutSlo({ sli: latency }));
    const harness = new EngineHarness({ scrapeInterval: 30_000 });
    record(harness, slow, 0);
    exposeLatency(harness.prometheus, ['0.25', '0.5'], 0);
    await harness.start([slow]);
    await harness.runFor(5 * MINUTE);
    expect(harness.status(slow.id)).toMatchObject({
      state: 'unknown',
      unknownBecause: { reason: 'unjudgeable-threshold', text: expect.stringContaining('le="0.25"') },
    });
  });
});
