import { expect, it } from 'vitest';
import { REQUEST_COLUMNS } from '../../../../bench/traffic/columns.js';
import type { LifeEvents } from '../../../../bench/traffic/events.js';
import { observe, type SampledSeries } from '../../../../bench/traffic/observe.js';
import type { ScrapePlan } from '../../../../bench/traffic/scrapes.js';
import { trueEvents } from '../../../../bench/traffic/truth.js';

const SECOND = 1000;
const PLAN: ScrapePlan = {
  seed: 1,
  intervalMs: 30 * SECOND,
  phase: 'grid',
  stopped: [],
  unreachable: [],
  missedShare: 0,
};

/** A process with one event in every second, which fails in the seconds given (from the life's begin). */
function process(from: number, to: number, badSeconds: readonly number[] = []): LifeEvents {
  const seconds = (to - from) / SECOND;
  return {
    life: { labels: { job: 'shop', instance: 'a' }, from, to },
    total: new Uint8Array(seconds).fill(1),
    bad: Uint8Array.from({ length: seconds }, (_, k) => (badSeconds.includes(k) ? 1 : 0)),
  };
}

function samplesOf(series: readonly SampledSeries[], status: string): [number, number][] {
  const one = series.find(({ labels }) => labels.status === status);
  return (one?.times ?? []).map((at, i) => [at / SECOND, one?.values[i] ?? Number.NaN]);
}

it('counts what happened up to each scrape', () => {
  const { series } = observe([process(0, 120 * SECOND)], REQUEST_COLUMNS, PLAN);
  expect(samplesOf(series, '200')).toEqual([
    [0, 0],
    [30, 30],
    [60, 60],
    [90, 90],
    [120, Number.NaN],
  ]);
});

it('says of a target whether it answered, for as long as there is one', () => {
  const lives = [process(0, 100 * SECOND), process(130 * SECOND, 200 * SECOND)];
  const { series } = observe(lives, REQUEST_COLUMNS, PLAN);
  const up = series.find(({ metric }) => metric === 'up');
  expect(up?.labels).toEqual({ job: 'shop', instance: 'a' });
  expect(up?.values).toEqual([1, 1, 1, 1, 0, 1, 1, Number.NaN]);
});

it('bears the series of errors with the first error, and again after a restart', () => {
  const lives = [process(0, 100 * SECOND, [40]), process(110 * SECOND, 200 * SECOND, [50, 51])];
  const { series } = observe(lives, REQUEST_COLUMNS, PLAN);
  expect(samplesOf(series, '503')).toEqual([
    [60, 1],
    [90, 1],
    [120, Number.NaN],
    [180, 2],
    [210, Number.NaN],
  ]);
  expect(samplesOf(series, '200').slice(3, 6)).toEqual([
    [90, 89],
    [120, 10],
    [150, 40],
  ]);
});

it('leaves a stale marker where a target does not answer, and nothing where Prometheus does not run', () => {
  const lives = [process(0, 300 * SECOND)];
  const failing = { ...PLAN, unreachable: [{ instance: 'a', from: 50 * SECOND, to: 130 * SECOND }] };
  expect(samplesOf(observe(lives, REQUEST_COLUMNS, failing).series, '200').slice(1, 4)).toEqual([
    [30, 30],
    [60, Number.NaN],
    [150, 150],
  ]);
  const stopped = { ...PLAN, stopped: [{ from: 50 * SECOND, to: 130 * SECOND }] };
  expect(samplesOf(observe(lives, REQUEST_COLUMNS, stopped).series, '200').slice(1, 3)).toEqual([
    [30, 30],
    [150, 150],
  ]);
});

it('gives every target an offset of its own, unless all are on a grid', () => {
  const others = {
    ...process(0, 120 * SECOND),
    life: { labels: { job: 'shop', instance: 'b' }, from: 0, to: 120_000 },
  };
  const firstScrapes = (phase: ScrapePlan['phase']) =>
    observe([process(0, 120 * SECOND), others], REQUEST_COLUMNS, { ...PLAN, phase }).lives.map(
      ({ scrapedAt }) => scrapedAt[0],
    );
  expect(firstScrapes('grid')).toEqual([0, 0]);
  const [a, b] = firstScrapes('spread');
  expect(a).not.toBe(b);
});

it('misses the given share of scrapes', () => {
  const { lives } = observe([process(0, 300_000 * SECOND)], REQUEST_COLUMNS, { ...PLAN, missedShare: 0.1 });
  expect(lives[0]?.scrapedAt.length).toBeGreaterThan(8500);
  expect(lives[0]?.scrapedAt.length).toBeLessThan(9500);
});

it('knows the truth: what no scrape could see is out, what happened in a gap that ended is in', () => {
  const lives = [process(0, 100 * SECOND, [40, 95]), process(110 * SECOND, 400 * SECOND, [50, 51])];
  const plan = { ...PLAN, unreachable: [{ instance: 'a', from: 140 * SECOND, to: 250 * SECOND }] };
  const observed = observe(lives, REQUEST_COLUMNS, plan).lives;
  // Seconds 91-100 die with the first process; 391-400 come after the last scrape of the second.
  expect(trueEvents(observed, 0, 400 * SECOND)).toEqual({ bad: 3, total: 90 + 280 });
  expect(trueEvents(observed, 120 * SECOND, 250 * SECOND)).toEqual({ bad: 2, total: 130 });
  // At 200 s the gap has not ended, and its events may be lost for all that is known.
  expect(trueEvents(observed, 0, 200 * SECOND, 200 * SECOND)).toEqual({ bad: 1, total: 90 + 10 });
});
