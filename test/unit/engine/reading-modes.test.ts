import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { readingModeFor } from '../../../src/core/events/reading-mode.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { exposeRequests } from '../../support/checkout-traffic.js';
import { counting, restartedAt } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const slo = checkoutSlo();

/**
 * Errors from minute 3 to minute 55 on four instances, one of which is restarted twice and one of which has no error series before its first
 * error. The number of series is what the test says it is.
 */
function stage(options: { scrapeInterval?: number; scrapeOffset?: number } = {}) {
  const harness = new EngineHarness({ scrapeInterval: 15 * SECOND, scrapeOffset: 4 * SECOND, ...options });
  const { prometheus } = harness;
  const errors = counting([START - 40 * MINUTE, 0], [START + 3 * MINUTE, 2], [START + 55 * MINUTE, 0]);
  const good = counting([START - 24 * HOUR, 20]);
  const { scrapeOffset = 4 * SECOND } = options;
  const restarts = [START + 21 * MINUTE + scrapeOffset, START + 44 * MINUTE + scrapeOffset];
  for (const instance of ['a', 'b', 'c', 'd']) {
    const labels = { service: 'checkout-api', instance };
    const shown = (count: typeof errors) => (instance === 'a' ? restartedAt(count, ...restarts) : count);
    prometheus.expose('http_requests_total', { ...labels, status: '200' }, shown(good));
    prometheus.expose('http_requests_total', { ...labels, status: '503' }, shown(errors));
  }
  const shown = { series: 8 };
  prometheus.countSeries = async (requests) => new Map(requests.map(({ key }) => [key, shown.series]));
  // The restarts fall on scrapes, and what was counted since the scrapes before is seen by nobody.
  const unseen = restarts.length * 2 * (prometheus.scrapeInterval / SECOND);
  return { harness, shown, bad: 4 * errors(START + HOUR) - unseen };
}

const mode = (harness: EngineHarness) => harness.status().reading.mode;

describe('reading modes', () => {
  it('are chosen by the number of series, with room between to and fro', () => {
    expect([6, 2_000, 2_001].map((series) => readingModeFor(series, 'raw'))).toEqual([
      'raw',
      'raw',
      'aggregated',
    ]);
    expect([5_200, 1_400, 1_399].map((series) => readingModeFor(series, 'aggregated'))).toEqual([
      'aggregated',
      'aggregated',
      'raw',
    ]);
  });

  it('give the same counts, through restarts and births', async () => {
    for (const series of [8, 5_200]) {
      const { harness, shown, bad } = stage();
      shown.series = series;
      await harness.start([slo]);
      await harness.runFor(HOUR + MINUTE);
      expect(harness.status().reading).toEqual({ mode: series > 500 ? 'aggregated' : 'raw', series });
      const counted = harness.counted(6 * HOUR);
      // What one scrape adds before a restart in the same tile is not seen by a difference over the tile.
      expect(Math.abs(counted.bad / bad - 1)).toBeLessThan(series > 500 ? 0.005 : 1e-9);
      expect(Math.abs(counted.total / (80 * 6 * 3_600 + bad) - 1)).toBeLessThan(0.005);
    }
  });

  it('are switched without counting anything twice or not at all', async () => {
    const { harness, shown, bad } = stage({ scrapeInterval: 30 * SECOND, scrapeOffset: 12 * SECOND });
    await harness.start([slo]);
    const seen = new Set<string>();
    for (let minute = 0; minute < 61; minute += 1) {
      if (minute % 11 === 5) shown.series = shown.series === 8 ? 5_200 : 8;
      await harness.runFor(MINUTE);
      seen.add(mode(harness));
    }
    expect([...seen].sort()).toEqual(['aggregated', 'raw']);
    expect(harness.logged.filter(({ message }) => message.includes('way of reading')).length).toBeGreaterThan(
      3,
    );
    expect(harness.counted(6 * HOUR).bad).toBe(bad);
  });

  it('sums go on after a restart of the daemon, from where they were stored', async () => {
    const { harness, shown, bad } = stage({ scrapeInterval: 30 * SECOND, scrapeOffset: 12 * SECOND });
    shown.series = 5_200;
    await harness.start([slo]);
    for (let i = 0; i < 6; i += 1) {
      await harness.runFor(9 * MINUTE + 30 * SECOND);
      expect(mode(harness)).toBe('aggregated');
      harness.sleepFor(MINUTE);
      await harness.start([slo]);
    }
    await harness.runFor(MINUTE);
    expect(harness.counted(6 * HOUR).bad).toBe(bad);
  });

  it('sums of a source that was silent are made up for', async () => {
    const { harness, shown, bad } = stage({ scrapeInterval: 30 * SECOND, scrapeOffset: 12 * SECOND });
    shown.series = 5_200;
    await harness.start([slo]);
    await harness.runFor(10 * MINUTE);
    harness.prometheus.reachable = false;
    await harness.runFor(30 * MINUTE);
    expect(harness.status()).toMatchObject({ unknownBecause: { reason: 'source-unreachable' } });
    harness.prometheus.reachable = true;
    await harness.runFor(21 * MINUTE);
    expect(harness.status().unknownBecause).toBeUndefined();
    expect(harness.counted(6 * HOUR)).toMatchObject({ bad });
  });

  it('sums survive a clock that runs ahead for a while, and one that falls back', async () => {
    const { harness, shown, bad } = stage({ scrapeInterval: 30 * SECOND, scrapeOffset: 12 * SECOND });
    shown.series = 5_200;
    await harness.start([slo]);
    await harness.runFor(8 * MINUTE);
    harness.clockError = HOUR;
    await harness.runFor(4 * MINUTE);
    harness.clockError = -5 * MINUTE;
    await harness.runFor(3 * MINUTE);
    harness.clockError = 0;
    await harness.runFor(46 * MINUTE);
    expect(mode(harness)).toBe('aggregated');
    expect(harness.status().unknownBecause).toBeUndefined();
    expect(harness.runtime(slo.id).ring.sum(6 * HOUR, harness.now).bad).toBe(bad);
  });

  it('sums wait for samples that come late', async () => {
    const { harness, shown, bad } = stage({ scrapeInterval: 30 * SECOND, scrapeOffset: 12 * SECOND });
    shown.series = 5_200;
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    expect(mode(harness)).toBe('aggregated');
    harness.prometheus.lateBy = 70 * SECOND;
    await harness.runFor(58 * MINUTE);
    expect(harness.runtime(slo.id).ring.sum(6 * HOUR, harness.now).bad).toBe(bad);
  });

  it('samples that come late keep an SLO on samples', async () => {
    const { harness, shown, bad } = stage();
    harness.prometheus.lateBy = 40 * SECOND;
    await harness.start([slo]);
    await harness.runFor(5 * MINUTE);
    shown.series = 5_200;
    await harness.runFor(57 * MINUTE);
    expect(mode(harness)).toBe('raw');
    expect(harness.counted(6 * HOUR).bad).toBe(bad);
  });

  it('a total that was gone for half an hour is asked for no further back, and counted again from its return', async () => {
    const { harness, shown } = stage({ scrapeInterval: 30 * SECOND, scrapeOffset: 12 * SECOND });
    shown.series = 5_200;
    await harness.start([slo]);
    await harness.runFor(10 * MINUTE);
    const before = harness.counted(6 * HOUR);
    harness.prometheus.hide('http_requests_total', START + 10 * MINUTE, START + 40 * MINUTE);
    await harness.runFor(30 * MINUTE);
    expect(harness.counted(6 * HOUR).total).toBe(before.total);
    await harness.runFor(10 * MINUTE);
    expect(harness.status().unknownBecause).toBeUndefined();
    // 8 events a second fail and 80 do not; the first tile after the return has no base.
    const since = harness.counted(6 * HOUR).bad - before.bad;
    expect(since).toBeGreaterThan(8 * 8 * 60);
    expect(since).toBeLessThan(8 * 11 * 60);
  });

  it('the past is summed as well, and exact', async () => {
    const harness = new EngineHarness({ scrapeInterval: MINUTE });
    const { prometheus } = harness;
    const truth = exposeRequests(prometheus, [
      [START - 10 * DAY, 0.1],
      [START - 10 * DAY + HOUR, 0],
    ]);
    prometheus.countSeries = async (requests) => new Map(requests.map(({ key }) => [key, 5_200]));
    await harness.start([slo]);
    await harness.runFor(MINUTE);
    const { reads } = prometheus.asked;
    await harness.readHistory();
    expect(prometheus.asked.reads).toBe(reads);
    await harness.runFor(MINUTE);
    const { budget } = harness.status();
    expect(budget).toMatchObject({ approximate: false, badEvents: truth.bad(harness.now) });
    expect(budget.coverage).toBeGreaterThan(0.999);
  });

  it('a total that is gone is unknown, not zero, and pages fire on sums as on samples', async () => {
    const { harness, shown } = stage();
    shown.series = 5_200;
    await harness.start([slo]);
    await harness.runFor(20 * MINUTE);
    expect(harness.toldKinds()).toEqual(['page trigger']);
    harness.prometheus.hide('http_requests_total', START + 20 * MINUTE, START + 32 * MINUTE);
    await harness.runFor(8 * MINUTE);
    expect(harness.status().unknownBecause?.reason).toBe('stale');
    expect(harness.toldKinds()).toEqual(['page trigger']);
  });
});
