import { beforeAll, expect, it } from 'vitest';
import type { Observed, SampledSeries } from '../../../../bench/traffic/observe.js';
import { type ServiceEvents, scrapeShop, shopEvents } from '../../../../bench/traffic/shop.js';
import { type Timetable, timetable } from '../../../../bench/traffic/timetable.js';
import { trueEvents } from '../../../../bench/traffic/truth.js';
import { DAY, MINUTE } from '../../../../src/core/time/duration.js';

const SEED = 1;
let table: Timetable;
let events: ServiceEvents[];
let observed: ReadonlyMap<string, Observed>;

beforeAll(() => {
  table = timetable(SEED);
  events = shopEvents(SEED, table);
  observed = scrapeShop(SEED, table, events, 'spread');
}, 60_000);

function of(service: string): Observed {
  const found = observed.get(service);
  if (!found) throw new Error(service);
  return found;
}

/** Telescoped increases of a series, a reset counted from zero; `others` are summed up. */
function increases(series: readonly SampledSeries[]): number {
  return series
    .map(({ values }) => {
      const counts = values.filter((value) => !Number.isNaN(value));
      return counts.reduce((sum, value, i) => {
        const before = counts[i - 1] ?? 0;
        return sum + (value >= before ? value - before : value);
      }, 0);
    })
    .reduce((sum, increase) => sum + increase, 0);
}

it('is the same for a seed, and another for another', () => {
  expect(timetable(SEED)).toEqual(table);
  expect(timetable(SEED + 1)).not.toEqual(table);
  const bytes = (services: readonly ServiceEvents[]) =>
    Buffer.concat(services[1]?.events.flatMap(({ total, bad }) => [total, bad]) ?? []);
  expect(bytes(events).length).toBeGreaterThan(1_000_000);
  expect(bytes(shopEvents(SEED, table)).equals(bytes(events))).toBe(true);
}, 60_000);

it('has a truth that adds up over any split', () => {
  const { from, to } = table.span;
  const cuts = [from, from + DAY + 1, from + 3 * DAY, table.leak.from + 12_345, to - 7 * MINUTE, to];
  for (const { lives } of observed.values()) {
    const parts = cuts.slice(1).map((cut, i) => trueEvents(lives, cuts[i] ?? from, cut));
    const sum = (key: 'bad' | 'total') => parts.reduce((all, part) => all + part[key], 0);
    expect({ bad: sum('bad'), total: sum('total') }).toEqual(trueEvents(lives, from, to));
  }
});

it('shows in its samples what truly happened', () => {
  for (const service of ['checkout', 'search', 'catalog']) {
    const { series, lives } = of(service);
    const truth = trueEvents(lives, table.span.from, table.span.to);
    expect(increases(series.filter(({ metric }) => metric !== 'up'))).toBe(truth.total);
    expect(increases(series.filter(({ labels }) => labels.status === '503'))).toBe(truth.bad);
  }
});

it('swings by the day twentyfold', () => {
  const { lives } = of('catalog');
  const midday = table.span.from + 10 * DAY + 18 * 60 * MINUTE;
  const rateAt = (at: number) => trueEvents(lives, at - 30 * MINUTE, at + 30 * MINUTE).total;
  expect(rateAt(midday) / rateAt(midday + DAY / 2)).toBeGreaterThan(15);
  expect(rateAt(midday) / rateAt(midday + DAY / 2)).toBeLessThan(21);
});

it('churns pods, changes versions and crashes', () => {
  const instances = (service: string) => new Set(of(service).lives.map(({ life }) => life.labels.instance));
  expect(instances('checkout').size).toBe(63);
  expect(instances('search').size).toBe(2);
  expect(new Set(of('search').lives.map(({ life }) => life.labels.version)).size).toBe(16);
  const inLoop = of('payments').lives.filter(
    ({ life }) => life.from > table.crashLoop.from && life.from < table.crashLoop.to,
  );
  expect(inLoop.length).toBeGreaterThan(10);
});

it('keeps buckets in the order of their bounds', () => {
  const { series } = of('api');
  const last = (le: string) => {
    const bucket = series.find(({ labels }) => labels.le === le && labels.instance === 'api-0');
    return bucket?.values.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
  };
  expect(last('0.1')).toBeLessThan(last('0.4'));
  expect(last('0.4')).toBeLessThan(last('1'));
  expect(last('1')).toBeLessThan(last('+Inf'));
});

it('fails in outages, at the trough as at the peak, and only there in earnest', () => {
  const { lives } = of('search');
  for (const outage of table.searchOutages) {
    const during = trueEvents(lives, outage.from, outage.to);
    expect(during.bad / during.total).toBeGreaterThan(0.8);
    const before = trueEvents(lives, outage.from - DAY, outage.from);
    expect(before.bad / before.total).toBeLessThan(0.001);
  }
});
