import { describe, expect, it } from 'vitest';
import { pageBody } from '../../../src/core/delivery/page-text.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { backfillHistory } from '../../../src/engine/backfill-history.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests, type Truth } from '../../support/checkout-traffic.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo: Slo = checkoutSlo({
  timeSlices: { lengthMs: MINUTE, goodShare: 0.95, withoutTraffic: 'good' },
});

/** The slices that end in (from, to], by what was scraped at or before their edges. */
function slicesOf(truth: Truth, scrapeInterval: number, offset: number, from: number, to: number) {
  const scraped = (at: number) => Math.floor((at - offset) / scrapeInterval) * scrapeInterval + offset;
  let bad = 0;
  for (let end = from + MINUTE; end <= to; end += MINUTE) {
    const [first, last] = [scraped(end - MINUTE), scraped(end)];
    const [failed, all] = [truth.bad(last) - truth.bad(first), truth.total(last) - truth.total(first)];
    if (failed > 0.05 * all) bad += 1;
  }
  return { bad, total: (to - from) / MINUTE };
}

const WINDOW = 5 * DAY;

/** Failures that come and go over the window: bad, not so bad, and about as bad as may be. */
const PHASES = Array.from({ length: 40 }, (_, index): [number, number] => [
  START - 4.9 * DAY + index * 3 * HOUR + index * 7.3 * SECOND,
  [0.2, 0, 0.049, 0, 0.0502, 0.001][index % 6] ?? 0,
]);

function failing(phases = PHASES, offset = 4 * SECOND) {
  const harness = new EngineHarness({ scrapeOffset: offset });
  const truth = exposeRequests(harness.prometheus, phases, { rate: 20 });
  return {
    harness,
    truth,
    slices: (from: number, to: number) => slicesOf(truth, 15 * SECOND, offset, from, to),
  };
}

describe('an SLO of time slices', () => {
  it('counts every slice of its window exactly, over restarts and a silent source', async () => {
    const { harness, slices } = failing();
    const short = {
      ...slo,
      objective: { target: 0.9995, sloWindow: { kind: 'rolling', durationMs: WINDOW } },
    } as const;
    await harness.start([short]);
    await harness.runFor(2 * MINUTE);
    expect(harness.status().budget).toMatchObject({ kind: 'unknown', reason: 'catching-up' });
    for (let round = 0; harness.status().historyLoaded < 1; round += 1) {
      harness.prometheus.reachable = round % 5 !== 3;
      await backfillHistory(harness.state, harness.ports);
      harness.prometheus.reachable = true;
      await harness.runFor(30 * SECOND);
      if (round % 4 === 2) await harness.start([short]);
    }
    await harness.runFor(10 * MINUTE);
    const until = Math.floor(harness.now / MINUTE) * MINUTE;
    const { budget } = harness.status();
    if (budget.kind !== 'measured') throw new Error(`the budget is ${budget.kind}`);
    const from = until - WINDOW;
    const truth = slices(from, until);
    expect(truth.bad).toBeGreaterThan(1_000);
    // The window's first slot of ten minutes is cut by half at most, and lies before the failures.
    expect(budget.badEvents).toBe(truth.bad);
    expect(Math.abs(budget.totalEvents - truth.total)).toBeLessThanOrEqual(5);
    expect(budget.coverage).toBe(1);
    expect(budget.approximate).toBe(false);
  });

  it('takes late samples into account and goes on with a slice that a restart cuts', async () => {
    const { harness, slices } = failing(
      Array.from({ length: 30 }, (_, index) => [START + index * 97 * SECOND, index % 2 === 0 ? 0.1 : 0.03]),
      13 * SECOND,
    );
    harness.prometheus.lateBy = 20 * SECOND;
    await harness.start([slo]);
    for (let i = 0; i < 40; i += 1) {
      await harness.runFor(30 * SECOND);
      if (i % 3 === 0) await harness.start([slo]);
    }
    harness.prometheus.lateBy = 0;
    await harness.cycle();
    const end = Math.floor(harness.now / MINUTE) * MINUTE - MINUTE;
    const runtime = harness.runtime(slo.id);
    const from = Math.floor(end / HOUR) * HOUR - 5 * HOUR;
    const { bad, total } = runtime.ring.since(from, end);
    expect(bad).toBeGreaterThan(8);
    expect({ bad, total }).toEqual(slices(from, end));
  });

  it('pages after three bad slices at night as at noon, tells what it counts, and ends with good ones', async () => {
    for (const rate of [0.2, 500]) {
      const harness = new EngineHarness();
      const begins = START + 10 * MINUTE;
      exposeRequests(
        harness.prometheus,
        [
          [begins, 1],
          [begins + 6 * MINUTE, 0],
        ],
        { rate },
      );
      await harness.start([slo]);
      await harness.runFor(HOUR);
      expect(harness.told()).toEqual([
        ['page', 'trigger', 13],
        // The tier of six hours and half an hour fired as well.
        ['page', 'resolve', 46],
        ['ticket', 'trigger', 46],
      ]);
      const [message] = harness.store.messages();
      if (!message) throw new Error('nothing was told');
      expect(message.signal.failingSince).toBeGreaterThan(begins);
      expect(message.signal.failingSince).toBeLessThanOrEqual(begins + MINUTE);
      expect(pageBody(message.signal)).toContain(
        'Promise: 99.95 % over 30d, of slices of 1m, good at 95 % or more',
      );
    }
  });

  it('takes slices without a sample for unknown, and those without traffic as the file says', async () => {
    for (const [withoutTraffic, events] of [
      ['good', 58],
      ['ignored', 0],
    ] as const) {
      const harness = new EngineHarness();
      exposeRequests(harness.prometheus, [], { rate: 0 });
      harness.prometheus.hide('http_requests_total', START + 20 * MINUTE, START + 22 * MINUTE + 1);
      await harness.start([{ ...slo, timeSlices: { lengthMs: MINUTE, goodShare: 0.95, withoutTraffic } }]);
      await harness.runFor(HOUR);
      const { ring } = harness.runtime(slo.id);
      const { total, knownMs } = ring.within(HOUR, harness.now);
      expect([total, knownMs / MINUTE]).toEqual([events, 58]);
    }
  });

  it('begins anew when slices mean something else', async () => {
    const { harness } = failing();
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    const before = harness.runtime(slo.id);
    await harness.reload([{ ...slo, metadata: { labels: {}, links: {} } }]);
    expect(harness.runtime(slo.id)).toBe(before);
    await harness.reload([
      checkoutSlo({ timeSlices: { lengthMs: MINUTE, goodShare: 0.9, withoutTraffic: 'good' } }),
    ]);
    expect(harness.runtime(slo.id)).not.toBe(before);
  });
});
