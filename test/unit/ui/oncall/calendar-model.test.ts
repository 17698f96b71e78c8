import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  barOf,
  DAY,
  dragged,
  HOUR,
  instantAt,
  weekOf,
} from '../../../../src/ui/pages/oncall/calendar-model.js';

const at = fc.integer({ min: 1e12, max: 4e12 });

it('a week begins on the Monday at or before, at 0:00 UTC', () => {
  fc.assert(
    fc.property(at, (instant) => {
      const monday = weekOf(instant);
      expect(new Date(monday).getUTCDay()).toBe(1);
      expect(monday % DAY).toBe(0);
      expect(monday).toBeLessThanOrEqual(instant);
      expect(instant - monday).toBeLessThan(7 * DAY);
    }),
  );
});

it('a bar lies within the calendar, however far its shift reaches', () => {
  fc.assert(
    fc.property(at, at, at, (a, b, from) => {
      const { left, width } = barOf(Math.min(a, b), Math.max(a, b), from, from + 7 * DAY);
      expect(width).toBeGreaterThanOrEqual(0);
      if (width > 0) expect(left + width).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});

it('a drag marks whole hours in order, at least one', () => {
  fc.assert(
    fc.property(
      at,
      fc.double({ min: -1, max: 2, noNaN: true }),
      fc.double({ min: -1, max: 2, noNaN: true }),
      (start, a, b) => {
        const from = weekOf(start);
        const marked = dragged(instantAt(a, from, from + 7 * DAY), instantAt(b, from, from + 7 * DAY));
        expect(marked.from % HOUR).toBe(0);
        expect(marked.until - marked.from).toBeGreaterThanOrEqual(HOUR);
      },
    ),
  );
});
