import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSamples } from '../../../../src/core/events/count-samples.js';
import { startReader } from '../../../../src/core/events/reader-state.js';
import { budgetLevel, ringLevels } from '../../../../src/core/events/ring-levels.js';
import type { Series } from '../../../../src/core/events/series.js';
import { type EventDelta, SlotRing } from '../../../../src/core/events/slot-ring.js';
import { weightedSelectors } from '../../../../src/core/events/weighted-selectors.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';
import { mergeStretches } from '../../../../src/core/time/stretches.js';

const NOW = 1_800_000_000_000;
const WINDOWS = [5 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 30 * DAY];
const newRing = () => new SlotRing(ringLevels(WINDOWS, [budgetLevel(30 * DAY)]));
const sums = (ring: SlotRing) => WINDOWS.map((window) => ring.sum(window, NOW));

/** Counts from single events to what only 64 bits hold, as total − good makes them: some below zero. */
const count = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: 0, max: 2 ** 33 }),
  fc.integer({ min: 0, max: 2 ** 45 }),
);
const delta = fc
  .record({
    ago: fc.integer({ min: 0, max: 31 * DAY }),
    lasts: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 * DAY })),
    bad: count,
    total: fc.integer({ min: 0, max: 2 ** 45 }),
  })
  .map(({ ago, lasts, bad, total }): EventDelta => ({ from: NOW - ago - lasts, to: NOW - ago, bad, total }));

describe('a ring', () => {
  it('cuts a span into parts that hold what its slots hold, each in the part in which it begins', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 25 }), fc.nat(3 * DAY), (deltas, ago) => {
        const ring = newRing();
        ring.apply(deltas, []);
        const [from, to] = [NOW - ago - 30 * DAY, NOW - ago];
        const expected = Array.from({ length: 30 }, () => ({ bad: 0, total: 0 }));
        for (const { start, bad, total } of ring.slots(from, to)) {
          const part = expected[Math.min(29, Math.floor((start - from) / DAY))];
          // The slot in which the span begins is of before it.
          if (!part || start < from) continue;
          part.bad += bad;
          part.total += total;
        }
        expect(ring.parts(from, to, 30)).toEqual(expected);
      }),
    );
  });

  it('holds whole numbers of any size to the last event, in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 25 }), fc.nat(25), (deltas, cut) => {
        const whole = newRing();
        whole.apply(deltas, []);
        const pieces = newRing();
        pieces.apply(deltas.slice(cut), []);
        for (const each of deltas.slice(0, cut)) pieces.apply([each], []);
        // The newest event decides what the first of a batch still find room for, not what is counted within the windows.
        expect(sums(pieces)).toEqual(sums(whole));
        for (const { bad, total } of sums(whole)) expect([bad, total].every(Number.isInteger)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the sum of its slots for every window', () => {
    fc.assert(
      fc.property(
        fc.array(delta, { maxLength: 25 }),
        fc.array(fc.tuple(fc.nat(40 * DAY), fc.nat(DAY)), { maxLength: 10 }),
        (deltas, spans) => {
          const ring = newRing();
          const known = spans.map(([ago, lasts]) => ({ from: NOW - ago - lasts, to: NOW - ago }));
          ring.apply([{ from: NOW, to: NOW, bad: 0, total: 0 }, ...deltas], known);
          for (const window of WINDOWS) {
            const sum = ring.sum(window, NOW);
            const slots = [...ring.slots(NOW - sum.spanMs, NOW)];
            const add = (key: 'bad' | 'total' | 'knownMs') => slots.reduce((all, slot) => all + slot[key], 0);
            if (slots.at(-1)?.start !== NOW - sum.spanMs) continue;
            expect(sum.bad).toBe(add('bad'));
            expect(sum.total).toBe(add('total'));
            expect(sum.knownMs).toBe(add('knownMs'));
            expect(sum.knownMs).toBeLessThanOrEqual(sum.spanMs);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves out every slot that an excluded stretch touches, once, and its time', () => {
    const stretch = fc.tuple(fc.nat(4 * DAY), fc.nat(6 * HOUR)).map(([ago, lasts]) => ({
      from: NOW - ago - lasts,
      to: NOW - ago,
    }));
    fc.assert(
      fc.property(
        fc.array(delta, { maxLength: 25 }),
        fc.array(stretch, { maxLength: 6 }),
        (deltas, touched) => {
          const ring = newRing();
          const known = { from: NOW - 35 * DAY, to: NOW };
          ring.apply([{ from: NOW, to: NOW, bad: 0, total: 0 }, ...deltas], [known]);
          const excluded = mergeStretches(touched);
          for (const window of WINDOWS) {
            const begin = NOW - window;
            const sum = ring.within(window, NOW, excluded);
            const slots = [...ring.slots(begin, NOW)];
            const width = (slots[0]?.start ?? 0) - (slots[1]?.start ?? 0);
            // Longer windows are summed from wider slots than those that reach as far.
            if (NOW - (slots.at(-1)?.start ?? 0) < window || slots.length > 1 + window / width) continue;
            const isTouched = (start: number) =>
              excluded.some(({ from, to }) => from < start + width && to > start);
            const within = (start: number) => Math.min(1, (start + width - begin) / width);
            const add = (key: 'bad' | 'total' | 'knownMs', counts: (start: number) => boolean) =>
              slots
                .filter(({ start }) => counts(start))
                .reduce((all, slot) => all + slot[key] * within(slot.start), 0);
            const counted = (start: number) => !isTouched(start);
            const noise = 1e-9 * (1 + ring.within(window, NOW).total);
            expect(Math.abs(sum.bad - add('bad', counted))).toBeLessThan(noise);
            expect(Math.abs(sum.total - add('total', counted))).toBeLessThan(noise);
            expect(sum.knownMs).toBeCloseTo(add('knownMs', counted), 0);
            expect(sum.excludedMs ?? 0).toBeCloseTo(add('knownMs', isTouched), 0);
            expect(sum.spanMs).toBe(window);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('knows time to the millisecond, with gaps and read backwards', () => {
    const cuts = fc.uniqueArray(fc.nat(3 * HOUR), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(cuts, fc.boolean(), (instants, backwards) => {
        const sorted = instants.toSorted((a, b) => a - b).map((ms) => NOW - 3 * HOUR + ms);
        const spans = sorted.slice(1).flatMap((to, i) => (i % 3 === 2 ? [] : [{ from: sorted[i] ?? 0, to }]));
        const ring = newRing();
        for (const span of backwards ? spans.toReversed() : spans) ring.apply([], [span]);
        const all = spans.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(ring.sum(DAY, NOW).knownMs).toBe(all);
        expect(ring.sum(30 * DAY, NOW).knownMs).toBe(all);
      }),
    );
  });

  it('gives numbers for every finite input', () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    const wild = fc
      .tuple(fc.nat(40 * DAY), fc.nat(DAY), any, any)
      .map(([ago, lasts, bad, total]) => ({ from: NOW - ago - lasts, to: NOW - ago, bad, total }));
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 12 }), (deltas) => {
        const ring = newRing();
        for (const each of deltas) ring.apply([each, each], [each]);
        for (const sum of sums(ring)) expect(Object.values(sum).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('samples counted into a ring', () => {
  const selector = { metric: 'requests_total', matchers: [] };
  const selectors = weightedSelectors({
    name: 'all',
    bad: [{ sign: 1, selector }],
    total: [{ sign: 1, selector }],
    derivation: { kind: 'explicit', reason: 'test' },
  });

  /** Reads of some samples each; every read says how far it goes. */
  function ringOf(reads: readonly { readonly series: Series[]; readonly upTo: number }[]) {
    const ring = newRing();
    let state = startReader(NOW - HOUR);
    for (const { series, upTo } of reads) {
      const options = { upTo, baseline: NOW - HOUR, staleAfter: 150 * SECOND };
      const counted = countSamples(state, selectors, [series], options);
      ring.apply(counted.deltas, counted.known);
      state = counted.state;
    }
    return ring;
  }

  it('fill a window with what fell into it, wherever the scrapes lie', () => {
    const scrape = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(scrape, fc.nat(59_999), fc.integer({ min: 1, max: 500 }), (seconds, phase, perSecond) => {
        const times = Array.from(
          { length: Math.floor(3000 / seconds) },
          (_, i) => NOW - HOUR + phase + i * seconds * SECOND,
        );
        const values = times.map((at) => Math.floor(((at - NOW + HOUR) * perSecond) / SECOND));
        const series = { fingerprint: 's', labels: { job: 'j', instance: 'i' }, times, values };
        const newest = times.at(-1) as number;
        const ring = ringOf([{ series: [series], upTo: newest }]);
        const { bad, total, knownMs } = ring.within(5 * MINUTE, newest);
        expect(Math.abs(total - 300 * perSecond)).toBeLessThanOrEqual(2);
        expect(bad).toBe(total);
        expect(knownMs).toBeCloseTo(5 * MINUTE, 3);
      }),
    );
  });

  it('hold no fewer than none bad in any slot where bad is what a total has more than its good', () => {
    const good = { metric: 'good_total', matchers: [] };
    const difference = weightedSelectors({
      name: 'difference',
      bad: [
        { sign: 1, selector },
        { sign: -1, selector: good },
      ],
      total: [{ sign: 1, selector }],
      derivation: { kind: 'explicit', reason: 'test' },
    });
    const step = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 40 }), fc.nat(9999), (steps, phase) => {
        const times = steps.map((_, i) => NOW - HOUR + MINUTE + phase + i * 30 * SECOND);
        const counter = (metric: string, grown: readonly number[]): Series => {
          let value = 0;
          const labels = { __name__: metric, job: 'j', instance: 'i' };
          return { fingerprint: metric, labels, times, values: grown.map((by) => (value += by)) };
        };
        const goods = counter(
          'good_total',
          steps.map(([by]) => by),
        );
        const all = counter(
          'requests_total',
          steps.map(([by, more]) => by + more),
        );
        const reads = difference.map(({ text }) => [text.startsWith('good') ? goods : all]);
        const options = { upTo: NOW, baseline: NOW - HOUR, staleAfter: 150 * SECOND };
        const counted = countSamples(startReader(NOW - HOUR), difference, reads, options);
        const ring = newRing();
        ring.apply(counted.deltas, counted.known);
        const slots = [...ring.slots(NOW - HOUR, NOW)];
        for (const { bad } of slots) expect(bad).toBeGreaterThanOrEqual(0);
        const failed = steps.slice(1).reduce((sum, [, more]) => sum + more, 0);
        expect(slots.reduce((sum, { bad }) => sum + bad, 0)).toBe(failed);
      }),
    );
  });

  it('stay the same when they come doubled, again, in another order of series or late', () => {
    const steps = fc.array(fc.integer({ min: -5, max: 50 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(fc.tuple(steps, steps), fc.integer({ min: 2, max: 8 }), (both, overlap) => {
        const all = both.map((list, index): Series => {
          let value = 1000;
          const values = list.map((step) => (value = step < 0 ? 0 : value + step));
          const times = list.map((_, i) => NOW - HOUR - MINUTE + i * 15 * SECOND);
          return { fingerprint: `s${index}`, labels: { job: 'j', instance: `i${index}` }, times, values };
        });
        const cut = (from: number, to: number) =>
          all.map((one) => ({
            ...one,
            times: one.times.slice(from, to),
            values: one.values.slice(from, to),
          }));
        const upTo = (to: number) => NOW - HOUR - MINUTE + (to - 1) * 15 * SECOND;
        const once = ringOf([{ series: cut(0, 40), upTo: upTo(40) }]);
        const reads = [];
        for (let to = 10; to <= 40; to += 1) {
          const series = cut(Math.max(0, to - 10 - overlap), to).reverse();
          reads.push({ series: [...series, ...series], upTo: upTo(to) }, { series, upTo: upTo(to) });
        }
        const piecemeal = ringOf(reads);
        expect(sums(piecemeal)).toEqual(sums(once));
      }),
    );
  });
});
