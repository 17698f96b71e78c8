import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../../../src/core/backtest/history.js';
import { StepCounts } from '../../../../src/core/backtest/step-counts.js';
import { SlotRing } from '../../../../src/core/events/slot-ring.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { START, STEP } from './histories.js';

describe('History', () => {
  it('sums every window of whole slots as the ring of the daemon does', () => {
    const event = fc.record({
      at: fc.integer({ min: 1, max: 6 * HOUR }),
      lasts: fc.integer({ min: 0, max: HOUR }),
      total: fc.integer({ min: 0, max: 10_000 }),
      bad: fc.integer({ min: 0, max: 100 }),
    });
    const slots = fc.integer({ min: 0, max: 36 });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), slots, slots, (events, one, other) => {
        const deltas = events.map(({ at, lasts, total, bad }) => ({
          from: START + Math.max(0, at - lasts),
          to: START + at,
          total,
          bad,
        }));
        // Every second stretch between two events; a time is never known twice.
        const ends = deltas.map(({ to }) => to).sort((a, b) => a - b);
        const known = ends.flatMap((to, i) => (i % 2 === 0 ? [] : [{ from: ends[i - 1] as number, to }]));
        const counts = new StepCounts(START, START + 6 * HOUR, STEP);
        counts.add(deltas, known, []);
        const ring = new SlotRing([{ slotMs: 10 * MINUTE, slots: 40 }]);
        ring.apply(deltas, known);
        const [windowMs, to] = [
          Math.abs(one - other) * 10 * MINUTE,
          START + Math.max(one, other) * 10 * MINUTE,
        ];
        const [ours, theirs] = [new History(counts).sum(windowMs, to), ring.sum(windowMs, to)];
        for (const key of ['bad', 'total', 'knownMs', 'spanMs'] as const) {
          expect(ours[key]).toBeCloseTo(theirs[key], 4);
        }
      }),
    );
  });

  it('knows the first and the last bad event of failing steps, and takes nothing from outside', () => {
    const counts = new StepCounts(START, START + 10 * STEP, STEP);
    const at = (ms: number) => ({ from: START + ms, to: START + ms, bad: 2, total: 10 });
    counts.add(
      [at(40_000), at(50_000), at(-1), at(10 * STEP + 1)],
      [],
      [
        { at: START + 50_000, bad: 1 },
        { at: START + 40_000, bad: 1 },
        { at: START + 55_000, bad: 0 },
        { at: START + 10 * STEP + 1, bad: 1 },
      ],
    );
    const history = new History(counts);
    expect(history.sum(10 * STEP, history.to)).toMatchObject({ bad: 4, total: 20 });
    expect(history.firstBad(START, history.to)).toEqual([START + 40_000]);
    expect(history.lastFailure(START, history.to, 0.001)).toBe(START + 50_000);
    expect(history.lastFailure(START, history.to, 0.5)).toBeUndefined();
  });

  it('leaves out every step that an excluded stretch touches', () => {
    const counts = new StepCounts(START, START + 10 * STEP, STEP);
    const each = Array.from({ length: 10 }, (_, step) => ({
      from: START + step * STEP,
      to: START + (step + 1) * STEP,
      bad: 1,
      total: 10,
    }));
    counts.add(each, [{ from: START, to: START + 10 * STEP }], []);
    const history = new History(counts, [
      { from: START - 5 * STEP, to: START - STEP },
      { from: START + 2.5 * STEP, to: START + 4 * STEP },
      { from: START + 9 * STEP, to: START + 20 * STEP },
    ]);
    const seven = { bad: 7, total: 70, knownMs: 7 * STEP, spanMs: 10 * STEP, excludedMs: 3 * STEP };
    expect(history.sum(10 * STEP, history.to)).toEqual(seven);
    expect(history.sum(2 * STEP, START + 2 * STEP)).not.toHaveProperty('excludedMs');
    expect(history.seen(START + 4 * STEP)).toBe(true);
  });
});
