import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetLevel, ringLevels } from '../../../../src/core/events/ring-levels.js';
import { SlotRing } from '../../../../src/core/events/slot-ring.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const NOW = 1_800_000_000_000;
const WORKBOOK = [5 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, DAY, 3 * DAY];

describe('ringLevels', () => {
  it('gives the default tiers three levels, the fine one for the short windows', () => {
    expect(ringLevels(WORKBOOK, [budgetLevel(30 * DAY)])).toEqual([
      { slotMs: 10 * SECOND, slots: 361 },
      { slotMs: 2 * MINUTE, slots: 721 },
      { slotMs: HOUR, slots: 721 },
    ]);
  });

  it('never makes slots finer than a second', () => {
    expect(ringLevels([2 * SECOND], [budgetLevel(HOUR)])[0]).toEqual({ slotMs: SECOND, slots: 3 });
  });
});

describe('SlotRing', () => {
  const ring = () => new SlotRing(ringLevels(WORKBOOK, [budgetLevel(30 * DAY)]));

  it('adds up events that lie in the window and no others', () => {
    const slots = ring();
    slots.apply(
      [
        { from: NOW - 4 * MINUTE, to: NOW - 4 * MINUTE, bad: 1, total: 10 },
        { from: NOW - 20 * MINUTE, to: NOW - 20 * MINUTE, bad: 2, total: 20 },
        { from: NOW - 2 * DAY, to: NOW - 2 * DAY, bad: 4, total: 40 },
      ],
      [{ from: NOW - 30 * DAY, to: NOW }],
    );
    expect(slots.sum(5 * MINUTE, NOW)).toMatchObject({ bad: 1, total: 10, knownMs: 5 * MINUTE });
    expect(slots.sum(30 * MINUTE, NOW)).toMatchObject({ bad: 3, total: 30 });
    expect(slots.sum(3 * DAY, NOW)).toMatchObject({ bad: 7, total: 70 });
    expect(slots.sum(30 * DAY, NOW)).toMatchObject({ bad: 7, total: 70, knownMs: 30 * DAY });
  });

  it('puts an event on a slot edge into the slot that ends there', () => {
    const slots = ring();
    slots.apply([{ from: NOW, to: NOW, bad: 1, total: 1 }], []);
    expect(slots.sum(10 * SECOND, NOW).bad).toBe(1);
    expect(slots.sum(10 * SECOND, NOW + 10 * SECOND).bad).toBe(0);
  });

  it('spreads events of a gap evenly over it', () => {
    const slots = ring();
    slots.apply([{ from: NOW - 10 * MINUTE, to: NOW, bad: 60, total: 600 }], []);
    expect(slots.sum(5 * MINUTE, NOW).bad).toBeCloseTo(30, 9);
    expect(slots.sum(30 * MINUTE, NOW).total).toBeCloseTo(600, 9);
  });

  it('equals a direct sum for any events in any order, and survives being stored', () => {
    const event = fc.record({
      ago: fc.integer({ min: 0, max: 40 * DAY }),
      bad: fc.integer({ min: 0, max: 1000 }),
      good: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.constantFrom(...WORKBOOK, 30 * DAY),
        (list, window) => {
          const original = ring();
          for (const { ago, bad, good } of list) {
            original.apply([{ from: NOW - ago, to: NOW - ago, bad, total: bad + good }], []);
          }
          const stored = original.takeChanged();
          const restored = ring();
          restored.restore(stored);
          const level = original.levels.find(({ slotMs, slots }) => (slots - 1) * slotMs >= window);
          const slotMs = level?.slotMs ?? 1;
          const edge = Math.round((NOW - window) / slotMs) * slotMs;
          const inside = list.filter(({ ago }) => NOW - ago > edge);
          const bad = inside.reduce((sum, entry) => sum + entry.bad, 0);
          expect(original.sum(window, NOW).bad).toBe(bad);
          expect(restored.sum(window, NOW)).toEqual(original.sum(window, NOW));
          expect(restored.takeChanged()).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lists a slot as changed once, and again after a failed write', () => {
    const slots = ring();
    slots.apply([{ from: NOW, to: NOW, bad: 1, total: 2 }], []);
    const changed = slots.takeChanged();
    expect(changed).toHaveLength(3);
    expect(slots.takeChanged()).toEqual([]);
    slots.markChanged(changed);
    expect(slots.takeChanged()).toEqual(changed);
  });

  it('forgets what has left the window when time goes on', () => {
    const slots = ring();
    slots.apply([{ from: NOW, to: NOW, bad: 5, total: 5 }], []);
    slots.apply([{ from: NOW + 31 * DAY, to: NOW + 31 * DAY, bad: 1, total: 1 }], []);
    expect(slots.sum(30 * DAY, NOW + 31 * DAY).bad).toBe(1);
  });

  it('cuts a window to the millisecond where traffic is even, wherever its edge falls in a slot', () => {
    const perHour = 3600;
    const slots = ring();
    slots.apply(
      [{ from: NOW - 4 * DAY, to: NOW, bad: 0.5 * 96 * perHour, total: 96 * perHour }],
      [{ from: NOW - 4 * DAY, to: NOW }],
    );
    fc.assert(
      fc.property(fc.constantFrom(...WORKBOOK), fc.integer({ min: 0, max: 9 * SECOND }), (window, ago) => {
        const { bad, total, knownMs, spanMs } = slots.within(window, NOW - ago);
        const expected = (window / HOUR) * perHour;
        // The newest slot of the level that is not filled to its end yet holds what comes after the instant as well.
        const slot = (window <= HOUR ? 10 * SECOND : window <= DAY ? 2 * MINUTE : HOUR) / SECOND;
        expect(total).toBeGreaterThan(expected - 1.5);
        expect(total).toBeLessThan(expected + slot + 1.5);
        expect(Math.abs(bad - total / 2)).toBeLessThan(2);
        expect(knownMs).toBeGreaterThanOrEqual(window - 1);
        expect(spanMs).toBe(window);
      }),
    );
    expect(slots.within(HOUR, NOW).total).toBeCloseTo(perHour, 0);
    expect(slots.within(3 * DAY, NOW - 1).total).toBeCloseTo(72 * perHour, -2);
  });

  it('knows nothing of a window that ends before its slots begin', () => {
    const slots = ring();
    slots.apply([{ from: NOW, to: NOW, bad: 1, total: 1 }], []);
    expect(slots.within(HOUR, NOW - 2 * DAY)).toEqual({ bad: 0, total: 0, knownMs: 0, spanMs: HOUR });
  });
});
