import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeenEvents, sliceEvents, startSlices } from '../../../../src/core/events/time-slices.js';
import type { TimeSlices } from '../../../../src/core/slo/time-slices.js';
import { MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const BEGIN = 1_000 * MINUTE;
const minutes: TimeSlices = { lengthMs: MINUTE, goodShare: 0.95, withoutTraffic: 'good' };

/** Events at an instant, of which some are bad; the total was seen there and since the sample before. */
function sample(second: number, bad: number, total: number, since = 15): SeenEvents {
  const at = BEGIN + second * SECOND;
  return {
    deltas: [{ from: at, to: at, bad, total }],
    known: [{ from: at - since * SECOND, to: at }],
    looks: [at],
  };
}

function together(...parts: readonly SeenEvents[]): SeenEvents {
  return {
    deltas: parts.flatMap(({ deltas }) => deltas),
    known: parts.flatMap(({ known }) => known),
    looks: parts.flatMap(({ looks }) => looks),
  };
}

/** Counts reads one after the other, each told up to its newest sample. */
function count(reads: readonly SeenEvents[], slices: TimeSlices = minutes, heldMs = 5 * MINUTE) {
  let state = startSlices(BEGIN, slices);
  let until = BEGIN;
  const told = new Map<number, { bad: number; total: number }>();
  let knownMs = 0;
  for (const read of reads) {
    until = Math.max(until, ...read.looks);
    const { slices: next, deltas, known } = sliceEvents(state, read, slices, { until, heldMs });
    state = next;
    for (const { to, bad, total } of deltas) {
      const sum = told.get((to - BEGIN) / MINUTE) ?? { bad: 0, total: 0 };
      told.set((to - BEGIN) / MINUTE, { bad: sum.bad + bad, total: sum.total + total });
    }
    for (const { from, to } of known) knownMs += to - from;
  }
  return { slices: [...told].map(([minute, { bad, total }]) => [minute, bad, total]), knownMs, state };
}

const quarter = (from: number, bad: number, total: number) =>
  together(...[15, 30, 45, 60].map((second) => sample(from + second, bad, total)));

describe('slices of time', () => {
  it('weigh the same whatever the traffic is, and are good up to the share that may fail', () => {
    const { slices, knownMs } = count([
      together(quarter(0, 50, 1_000), quarter(60, 51, 1_000), quarter(120, 0, 1), quarter(180, 1, 1)),
    ]);
    expect(slices).toEqual([
      [1, 0, 1],
      [2, 1, 1],
      [3, 0, 1],
      [4, 1, 1],
    ]);
    expect(knownMs).toBe(4 * MINUTE);
  });

  it('are told when they are over, at the sample that ends them or comes after', () => {
    const reads = [sample(15, 0, 1), sample(30, 1, 1), sample(45, 0, 1)];
    expect(count(reads).slices).toEqual([]);
    expect(count([...reads, sample(60, 0, 1)]).slices).toEqual([[1, 1, 1]]);
    expect(count([...reads, sample(75, 0, 1, 30)]).slices).toEqual([[1, 1, 1]]);
  });

  it('without traffic are good or no event, as the file says', () => {
    const idle = quarter(0, 0, 0);
    expect(count([idle]).slices).toEqual([[1, 0, 1]]);
    const ignored = count([idle], { ...minutes, withoutTraffic: 'ignored' });
    expect(ignored).toMatchObject({ slices: [], knownMs: MINUTE });
  });

  it('are unknown and no event when nobody looked, or for less than half of their time', () => {
    const hole = [quarter(0, 0, 9), sample(150, 0, 9, 0), sample(165, 0, 9), sample(180, 0, 9)];
    expect(count([...hole, quarter(180, 0, 9)])).toMatchObject({
      slices: [
        [1, 0, 1],
        [3, 0, 1],
        [4, 0, 1],
      ],
      knownMs: 3 * MINUTE,
    });
    const bridged = [quarter(0, 0, 9), sample(130, 90, 90, 70), quarter(120, 0, 9)];
    expect(count(bridged).slices.map(([minute]) => minute)).toEqual([1, 3]);
    const late = [sample(50, 9, 9, 0), sample(60, 9, 9, 10)];
    expect(count(late).slices).toEqual([]);
  });

  it('count by their share of bad events where no limit is said', () => {
    const ratio = { ...minutes, goodShare: undefined };
    expect(count([quarter(0, 1, 4), quarter(60, 0, 1_000)], ratio).slices).toEqual([
      [1, 0.25, 1],
      [2, 0, 1],
    ]);
  });

  it('begin with the first whole one', () => {
    expect(startSlices(BEGIN + 1, minutes).settledUntil).toBe(BEGIN + MINUTE);
    const early = {
      deltas: [{ from: BEGIN - MINUTE, to: BEGIN + MINUTE, bad: 20, total: 20 }],
      known: [],
      looks: [],
    };
    expect(count([together(early, quarter(0, 0, 2))]).slices).toEqual([[1, 1, 1]]);
    expect(count([early]).state.open.map(({ bad }) => bad)).toEqual([10]);
  });

  it('do not change once they are settled', () => {
    const { slices } = count([quarter(0, 0, 9), quarter(360, 0, 9), sample(30, 9, 9, 0)]);
    expect(slices).toEqual([
      [1, 0, 1],
      [7, 0, 1],
    ]);
  });

  it('come to the same in whatever order and in however many reads the samples come', () => {
    const samples = fc.array(fc.tuple(fc.nat(19), fc.nat(3), fc.nat(40)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(samples, fc.array(fc.nat(1_000)), (events, order) => {
        const reads = events.map(([step, bad, more]) => sample(15 * (step + 1), bad, bad + more, 0));
        const seen = [0, 1, 2, 3, 4].map((minute) => quarter(60 * minute, 0, 0));
        const shuffled = [...reads, ...seen]
          .map((read, index) => ({ read, rank: order[index % Math.max(1, order.length)] ?? index }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ read }) => read);
        const once = count([together(...reads, ...seen)]);
        const byAndBy = count(shuffled);
        const sorted = (slices: readonly (readonly (number | undefined)[])[]) =>
          slices.filter(([, , total]) => total !== 0).sort(([a = 0], [b = 0]) => a - b);
        expect(sorted(byAndBy.slices)).toEqual(sorted(once.slices));
        expect(byAndBy.knownMs).toBe(once.knownMs);
      }),
    );
  });
});
