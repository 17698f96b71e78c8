import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests, justAfter, scrapeBefore } from '../../support/checkout-traffic.js';
import { counting, restartedAt } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();
const METRIC = 'http_requests_total';

/** Requests that begin with the test, so that a window over all of it must hold exactly what the counters say. */
function beginNow(harness: EngineHarness, restarts: readonly number[] = []) {
  const good = counting([START, 90]);
  const bad = counting([START, 0.01]);
  const labels = { service: 'checkout-api' };
  harness.prometheus.expose(METRIC, { ...labels, status: '200' }, restartedAt(good, ...restarts));
  harness.prometheus.expose(METRIC, { ...labels, status: '503' }, restartedAt(bad, ...restarts));
  return {
    /** What the samples until now can show. */
    now: () => {
      const at = scrapeBefore(harness.prometheus, harness.runtime(slo.id).live.knownUntil ?? 0);
      return { bad: bad(at), total: good(at) + bad(at) };
    },
  };
}

describe('counts', () => {
  it('do not change with resets, gaps, late samples, failed reads and an unreachable source', async () => {
    const minute = fc.integer({ min: 1, max: 50 });
    const trouble = fc.record({
      resets: fc.uniqueArray(minute, { maxLength: 4 }),
      gap: fc.tuple(minute, fc.integer({ min: 1, max: 20 })),
      away: fc.tuple(minute, fc.integer({ min: 1, max: 20 })),
      lateBy: fc.constantFrom(0, 20, 90, 140),
      restart: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(trouble, async ({ resets, gap, away, lateBy, restart }) => {
        const harness = new EngineHarness();
        const restarts = resets.sort((a, b) => a - b).map((at) => justAfter(START + at * MINUTE));
        // A process that restarts while nobody scrapes it takes the events since the last scrape with it.
        const [from, minutes] = gap;
        const hidden = restarts.some(
          (at) => at >= START + from * MINUTE && at < START + (from + minutes) * MINUTE,
        );
        const truth = beginNow(harness, restarts);
        if (!hidden)
          harness.prometheus.hide(METRIC, START + from * MINUTE, START + (from + minutes) * MINUTE);
        harness.prometheus.lateBy = lateBy * SECOND;
        await harness.start([slo]);
        for (let i = 0; i < 90; i += 1) {
          harness.prometheus.reachable = i < away[0] || i >= away[0] + away[1];
          await harness.runFor(MINUTE);
          if (restart && i % 20 === 7) await harness.start([slo]);
        }
        const { bad, total } = truth.now();
        expect(harness.counted(6 * HOUR).bad).toBeCloseTo(bad, 6);
        expect(harness.counted(6 * HOUR).total).toBeCloseTo(total, 4);
        expect(harness.toldKinds().filter((kind) => kind.startsWith('page'))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('see samples that are always late, and call nothing unknown for it', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus, [[START + 10 * MINUTE, 0.1]]);
    harness.prometheus.lateBy = 2 * MINUTE;
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    expect(harness.status()).toMatchObject({ state: 'page', unknownBecause: undefined });
    const [window] = harness.status().windows;
    expect(window?.coverage).toBeGreaterThan(0.99);
  });

  it('leave a gap unknown that nobody has seen', async () => {
    const harness = new EngineHarness();
    exposeRequests(harness.prometheus);
    harness.prometheus.hide(METRIC, START + 5 * MINUTE, START + 35 * MINUTE);
    await harness.start([slo]);
    await harness.runFor(HOUR);
    const hour = harness.status().windows.find(({ windowMs }) => windowMs === HOUR);
    expect(hour?.coverage).toBeCloseTo(0.5, 2);
    expect(harness.counted(HOUR).total).toBe(100 * (HOUR / SECOND));
  });

  it('begin an error series at zero when it is born with its first error', async () => {
    const harness = new EngineHarness();
    const labels = { service: 'checkout-api' };
    harness.prometheus.expose(METRIC, { ...labels, status: '200' }, counting([START - DAY, 10]));
    await harness.start([slo]);
    await harness.runFor(10 * MINUTE);
    harness.prometheus.expose(METRIC, { ...labels, status: '500' }, () => 7);
    await harness.runFor(10 * MINUTE);
    expect(harness.counted(HOUR).bad).toBe(7);
  });
});

describe('a clock', () => {
  it.each([
    ['an hour back', -HOUR],
    ['three days back', -3 * DAY],
    ['ten minutes ahead', 10 * MINUTE],
    ['three days ahead', 3 * DAY],
  ])('that is %s for a while neither pages nor counts anything twice', async (_name, error) => {
    const harness = new EngineHarness();
    const truth = beginNow(harness);
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    harness.clockError = error;
    await harness.runFor(5 * MINUTE);
    harness.clockError = 0;
    await harness.runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual([]);
    expect(harness.status()).toMatchObject({ state: 'ok' });
    const { bad, total } = truth.now();
    expect(harness.counted(6 * HOUR).bad).toBeCloseTo(bad, 6);
    expect(harness.counted(6 * HOUR).total).toBeCloseTo(total, 4);
  });

  it.each([-HOUR, HOUR])(
    'that is off by %d ms keeps an open page open and resolves it when it is right',
    async (error) => {
      const harness = new EngineHarness();
      exposeRequests(harness.prometheus, [
        [START, 0.1],
        [START + 8 * MINUTE, 0],
      ]);
      await harness.start([slo]);
      await harness.runFor(10 * MINUTE);
      harness.clockError = error;
      await harness.runFor(5 * MINUTE);
      expect(harness.toldKinds()).toEqual(['page trigger']);
      expect(harness.status().state).toBe('page');
      harness.clockError = 0;
      await harness.runFor(10 * MINUTE);
      expect(harness.toldKinds()).toEqual(['page trigger', 'page resolve']);
    },
  );

  it('that was wrong at the start of the daemon is made up for', async () => {
    for (const error of [-DAY, DAY]) {
      const harness = new EngineHarness();
      exposeRequests(harness.prometheus, [[START + 20 * MINUTE, 0.1]]);
      harness.clockError = error;
      await harness.start([slo]);
      await harness.runFor(5 * MINUTE);
      harness.clockError = 0;
      await harness.runFor(10 * MINUTE);
      expect(harness.toldKinds()).toEqual([]);
      await harness.runFor(20 * MINUTE);
      expect(harness.toldKinds()).toEqual(['page trigger']);
    }
  });
});
