import { describe, expect, it } from 'vitest';
import type { Exclusion } from '../../../src/core/exclusions/exclusion.js';
import type { Composite } from '../../../src/core/slo/composite.js';
import type { Sli } from '../../../src/core/slo/sli.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time/duration.js';
import { backfillHistory } from '../../../src/engine/backfill-history.js';
import { checkoutSlo } from '../../support/checkout-slos.js';
import { type CountAt, counting } from '../../support/counters.js';
import { EngineHarness, START } from '../../support/engine-harness.js';

const SCRAPE = 15 * SECOND;
const OFFSET = 4 * SECOND;
const WINDOW = 2 * DAY;

function sliOf(name: string): Sli {
  const counter = (metric: string) => ({ sign: 1, selector: { metric, matchers: [] } }) as const;
  return {
    name,
    bad: [counter(`${name}_failed_total`)],
    total: [counter(`${name}_total`)],
    derivation: { kind: 'explicit', reason: '' },
  };
}

function composite(combine: Composite['combine']): Slo {
  const parts = [
    { sloId: 'shop/ok', service: 'shop', labels: {}, sli: sliOf('shop'), goodShare: 0.99, weight: 3 },
    { sloId: 'pay/ok', service: 'pay', labels: { tier: '2' }, sli: sliOf('pay'), goodShare: 0.9, weight: 1 },
  ];
  return checkoutSlo({
    name: combine,
    sli: { name: combine, bad: [], total: [], derivation: { kind: 'composite', reason: '' } },
    composite: { combine, lengthMs: MINUTE, parts },
    timeSlices: { lengthMs: MINUTE, goodShare: undefined, withoutTraffic: 'good' },
    objective: { target: 0.99, sloWindow: { kind: 'rolling', durationMs: WINDOW } },
  });
}

const ALL = [composite('all-of'), composite('any-of'), composite('weighted')];

interface Served {
  readonly bad: CountAt;
  readonly total: CountAt;
}

function expose(
  harness: EngineHarness,
  name: string,
  rate: number,
  phases: readonly (readonly [number, number])[],
): Served {
  const total = counting([START - 3 * DAY, rate]);
  const bad = counting([START - 3 * DAY, 0], ...phases.map(([from, ratio]) => [from, rate * ratio] as const));
  harness.prometheus.expose(`${name}_total`, { job: name }, total);
  harness.prometheus.expose(`${name}_failed_total`, { job: name }, bad);
  return { bad, total };
}

/** Both fail now and then, seldom together. */
function world(hours: number, from = START - 47 * HOUR) {
  const harness = new EngineHarness({ scrapeOffset: OFFSET });
  const every = (step: number, ratio: number, lasts: number, shift: number) =>
    Array.from({ length: Math.floor((hours * HOUR) / step) }, (_, index) => {
      const at = from + shift + index * step;
      return [[at, ratio] as const, [at + lasts, 0] as const];
    }).flat();
  const shop = expose(harness, 'shop', 20, every(37 * MINUTE, 0.013, 7 * MINUTE + 11 * SECOND, 0));
  const pay = expose(harness, 'pay', 0.5, every(51 * MINUTE, 0.2, 9 * MINUTE + 7 * SECOND, 5 * MINUTE));
  return { harness, shop, pay };
}

/** What the slices that end in (from, to] are, by what was scraped. */
function truth({ shop, pay }: { readonly shop: Served; readonly pay: Served }, from: number, to: number) {
  const scraped = (at: number) => Math.floor((at - OFFSET) / SCRAPE) * SCRAPE + OFFSET;
  const isBad = ({ bad, total }: Served, allowed: number, end: number) => {
    const [first, last] = [scraped(end - MINUTE), scraped(end)];
    return bad(last) - bad(first) > allowed * (total(last) - total(first)) + 1e-9;
  };
  const sums = { 'all-of': 0, 'any-of': 0, weighted: 0 };
  for (let end = from + MINUTE; end <= to; end += MINUTE) {
    const [a, b] = [isBad(shop, 0.01, end), isBad(pay, 0.1, end)];
    sums['all-of'] += Number(a || b);
    sums['any-of'] += Number(a && b);
    sums.weighted += (3 * Number(a) + Number(b)) / 4;
  }
  return sums;
}

describe('composites', () => {
  it('count the slices of their parts exactly, over restarts and a silent source', async () => {
    const { harness, ...served } = world(49);
    await harness.start(ALL);
    for (let round = 0; ALL.some(({ id }) => harness.status(id).historyLoaded < 1); round += 1) {
      harness.prometheus.reachable = round % 5 !== 3;
      await backfillHistory(harness.state, harness.ports);
      harness.prometheus.reachable = true;
      await harness.runFor(30 * SECOND);
      if (round % 4 === 2) await harness.start(ALL);
    }
    await harness.runFor(10 * MINUTE);
    const until = Math.floor(harness.now / MINUTE) * MINUTE;
    const expected = truth(served, until - WINDOW, until);
    expect(expected['any-of']).toBeGreaterThan(20);
    for (const { id, name } of ALL) {
      const { budget } = harness.status(id);
      if (budget.kind !== 'measured') throw new Error(`the budget is ${budget.kind}`);
      expect([name, budget.badEvents]).toEqual([name, expected[name as Composite['combine']]]);
      expect(Math.abs(budget.totalEvents - WINDOW / MINUTE)).toBeLessThanOrEqual(2);
      expect(budget.coverage).toBe(1);
    }
  });

  it('leave out what is excluded of their parts, and any-of only what is excluded of all', async () => {
    const harness = new EngineHarness({ scrapeOffset: OFFSET });
    const failing = [
      [START + 60 * MINUTE, 1],
      [START + 90 * MINUTE, 0],
    ] as const;
    expose(harness, 'shop', 20, failing);
    expose(harness, 'pay', 20, failing);
    const excluding = (id: string, selects: Exclusion['selects'], to: number): Exclusion => ({
      id,
      kind: 'maintenance',
      origin: 'file',
      selects,
      author: 'maria',
      reason: 'patches',
      when: { kind: 'listed', times: [{ from: START + 60 * MINUTE, to: START + to * MINUTE }] },
    });
    const shop = excluding('shop', { slos: ['shop/ok'] }, 94);
    harness.exclusions = [shop];
    await harness.start(ALL);
    await harness.readHistory();
    await harness.runFor(80 * MINUTE);
    // What only one part may do without is an outage where any part is enough.
    expect(harness.told().map(([alert, kind]) => `${alert} ${kind}`)).toEqual(['page trigger']);
    expect(harness.status('checkout-api/any-of').state).toBe('page');
    for (const name of ['all-of', 'weighted']) {
      expect(harness.status(`checkout-api/${name}`).excluded?.now).toMatchObject({ id: 'shop' });
    }
    // The slice in which they come back has failures until its second scrape.
    const bad = () =>
      ALL.map(({ id }) => {
        const { budget, excluded } = harness.status(id);
        const raw = excluded?.rawBudget;
        return [budget, raw].map((each) => (each?.kind === 'measured' ? each.badEvents : undefined));
      });
    await harness.runFor(40 * MINUTE);
    expect(bad()).toEqual([
      [0, 31],
      [31, undefined],
      [0, 31],
    ]);
    harness.exclusions = [shop, excluding('pay', { labels: { tier: '2' } }, 76)];
    await harness.reload(ALL);
    await harness.runFor(MINUTE);
    expect(bad()).toEqual([
      [0, 31],
      [15, 31],
      [0, 31],
    ]);
    harness.exclusions = [];
    await harness.reload(ALL);
    await harness.runFor(MINUTE);
    expect(bad()).toEqual([
      [31, undefined],
      [31, undefined],
      [31, undefined],
    ]);
  });

  it('are unknown where what decides is, and say which part is missing', async () => {
    const { harness } = world(1, START + DAY);
    harness.prometheus.hide('pay_total', START + 5 * MINUTE);
    await harness.start(ALL);
    await harness.runFor(20 * MINUTE);
    // One good part is enough for any-of.
    expect(harness.status('checkout-api/any-of').unknownBecause).toBeUndefined();
    for (const name of ['all-of', 'weighted']) {
      expect(harness.status(`checkout-api/${name}`)).toMatchObject({
        state: 'unknown',
        unknownBecause: { reason: 'stale', text: expect.stringMatching(/^pay\/ok has had no sample/) },
      });
    }
  });

  it('page when a bad part decides, whatever is known of the others', async () => {
    const harness = new EngineHarness({ scrapeOffset: OFFSET });
    expose(harness, 'shop', 20, [[START + 10 * MINUTE, 0.5]]);
    expose(harness, 'pay', 1, []);
    harness.prometheus.hide('pay_total', START + 8 * MINUTE);
    await harness.start(ALL);
    await harness.runFor(40 * MINUTE);
    expect(harness.status('checkout-api/all-of').state).toBe('page');
    expect(harness.status('checkout-api/any-of').state).toBe('unknown');
    const [page] = harness.store.messages();
    expect(page?.signal.worstLabels.map(({ label, value }) => `${label} ${value}`)).toEqual([]);
    expect(page?.signal.eventsAre).toBe('slices of 1m, good when all of shop/ok, pay/ok are');
  });
});
