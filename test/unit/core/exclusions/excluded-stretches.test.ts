import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../../../src/core/backtest/history.js';
import { StepCounts } from '../../../../src/core/backtest/step-counts.js';
import { SlotRing } from '../../../../src/core/events/slot-ring.js';
import { sliceEvents, startSlices } from '../../../../src/core/events/time-slices.js';
import { excludedStretches, excludedTimes } from '../../../../src/core/exclusions/excluded-stretches.js';
import type { Exclusion, SloSelection } from '../../../../src/core/exclusions/exclusion.js';
import type { Composite } from '../../../../src/core/slo/composite.js';
import { HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';
import type { Stretch } from '../../../../src/core/time/stretches.js';
import { availability, checkoutSlo } from '../../../support/checkout-slos.js';

function excluding(id: string, selects: SloSelection, ...times: readonly (readonly [number, number])[]) {
  const listed = times.map(([from, to]) => ({ from: from * MINUTE, to: to * MINUTE }));
  const why = { author: 'maria', reason: 'patches', kind: 'maintenance', origin: 'file' } as const;
  return { id, selects, ...why, when: { kind: 'listed', times: listed } } satisfies Exclusion;
}

function composite(combine: Composite['combine']) {
  const part = { sli: availability, goodShare: 0.99, weight: 1 };
  const parts = [
    { ...part, sloId: 'shop/ok', service: 'shop', labels: { tier: '1' } },
    { ...part, sloId: 'pay/ok', service: 'pay', labels: { tier: '1' } },
  ];
  return checkoutSlo({ composite: { combine, lengthMs: MINUTE, parts } });
}

const SHOP = excluding('shop', { service: 'shop' }, [10, 30]);
const PAY = excluding('pay', { slos: ['pay/ok'] }, [20, 50]);
const OWN = excluding('own', { service: 'checkout-api' }, [70, 80]);
const BOTH = excluding('both', { labels: { tier: '1' } }, [90, 95]);
const ALL = [SHOP, PAY, OWN, BOTH];
const DAY = { from: 0, to: 24 * HOUR };

describe('of a composite', () => {
  const minutes = (combine: Composite['combine'], exclusions: readonly Exclusion[]) =>
    excludedStretches(exclusions, composite(combine), DAY).map(({ from, to }) => [
      from / MINUTE,
      to / MINUTE,
    ]);

  it.each(['all-of', 'weighted'] as const)('%s that is excluded of any part is', (combine) => {
    expect(minutes(combine, ALL)).toEqual([
      [10, 50],
      [70, 80],
      [90, 95],
    ]);
    expect(minutes(combine, [PAY])).toEqual([[20, 50]]);
  });

  it('any-of only what is excluded of all parts is, as one of them is enough', () => {
    expect(minutes('any-of', ALL)).toEqual([
      [20, 30],
      [70, 80],
      [90, 95],
    ]);
    expect(minutes('any-of', [PAY])).toEqual([]);
    const times = excludedTimes([SHOP, PAY], composite('any-of'), DAY);
    expect(times.map(({ exclusion, from, to }) => [exclusion.id, from / MINUTE, to / MINUTE])).toEqual([
      ['shop', 20, 30],
      ['pay', 20, 30],
    ]);
  });
});

describe('of time slices', () => {
  const LENGTH = 5 * MINUTE;
  const timeSlices = { lengthMs: LENGTH, goodShare: 0.9, withoutTraffic: 'good' } as const;
  const SLICES = 48;
  const untouched = (stretches: readonly Stretch[], from: number, to: number) =>
    stretches.every((stretch) => stretch.to <= from || stretch.from >= to);

  // Windows and slots that begin with a slice: what is counted is then told slice by slice.
  const worlds = fc.record({
    badShares: fc.array(fc.constantFrom(0, 0.05, 0.1, 0.2, 1), { minLength: SLICES, maxLength: SLICES }),
    times: fc.array(fc.tuple(fc.integer({ min: 0, max: 14_000 }), fc.integer({ min: 1, max: 2_000 })), {
      maxLength: 5,
    }),
    window: fc.integer({ min: 1, max: SLICES }),
  });

  it('every slice that is touched is left out whole, in the daemon’s slots and in a backtest, and no other', () => {
    fc.assert(
      fc.property(worlds, ({ badShares, times, window }) => {
        const seconds = times.map(([from, lasts]) => [from / 60, (from + lasts) / 60] as const);
        const slo = checkoutSlo({ timeSlices });
        const excluded = excludedStretches([excluding('x', { service: slo.service }, ...seconds)], slo, DAY);
        const until = SLICES * LENGTH;
        const events = badShares.map((share, index) => ({
          from: index * LENGTH,
          to: (index + 1) * LENGTH,
          bad: 100 * share,
          total: 100,
        }));
        const looks = events.map(({ to }) => to);
        const seen = { deltas: events, known: [{ from: 0, to: until }], looks };
        const { deltas, known } = sliceEvents(startSlices(0, timeSlices), seen, timeSlices, {
          until,
          heldMs: 0,
        });

        const raw = times.map(([from, lasts]) => ({ from: from * SECOND, to: (from + lasts) * SECOND }));
        const counting = badShares.flatMap((share, index) => {
          const [from, to] = [index * LENGTH, (index + 1) * LENGTH];
          return from >= until - window * LENGTH && untouched(raw, from, to) ? [share > 0.1] : [];
        });
        const expected = { bad: counting.filter(Boolean).length, total: counting.length };

        const ring = new SlotRing([{ slotMs: 10 * SECOND, slots: until / (10 * SECOND) + 1 }]);
        ring.apply(deltas, known);
        const steps = new StepCounts(0, until, 30 * SECOND);
        steps.add(deltas, known, []);
        const windowMs = window * LENGTH;
        const told = { ...expected, knownMs: expected.total * LENGTH };
        expect(ring.within(windowMs, until, excluded)).toMatchObject(told);
        expect(new History(steps, excluded).sum(windowMs, until)).toMatchObject(told);
      }),
    );
  });
});
