import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetAfter } from '../../../../src/core/time/shared-clock.js';

const lookOf = (offset: number, asked: number, there: number, back: number) => ({
  showed: asked + there + offset,
  asked,
  answered: asked + there + back,
});
const way = fc.integer({ min: 0, max: 2_000 });

describe('offsetAfter', () => {
  it('takes the middle of the first look', () => {
    expect(offsetAfter(undefined, { showed: 5_000, asked: 100, answered: 300 })).toBe(4_800);
  });

  it('is never further off than the shortest way there and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 20 }),
        (real, ways) => {
          let offset: number | undefined;
          let asked = 0;
          let shortest = Number.POSITIVE_INFINITY;
          for (const [there, back] of ways) {
            offset = offsetAfter(offset, lookOf(real, asked, there, back));
            shortest = Math.min(shortest, there + back);
            asked += there + back + 1_000;
            expect(Math.abs(offset - real)).toBeLessThanOrEqual(shortest);
          }
        },
      ),
    );
  });

  it('stays where it is for as long as that can be right', () => {
    const offset = offsetAfter(undefined, lookOf(1_000, 0, 5, 5));

    expect(offsetAfter(offset, lookOf(1_000, 1_000, 90, 10))).toBe(offset);
    expect(offsetAfter(offset, lookOf(1_000, 2_000, 10, 90))).toBe(offset);
  });

  it('follows a clock that was set, in one look', () => {
    const offset = offsetAfter(undefined, lookOf(0, 0, 5, 5));

    expect(Math.abs(offsetAfter(offset, lookOf(3_600_000, 1_000, 5, 5)) - 3_600_000)).toBeLessThanOrEqual(10);
    expect(Math.abs(offsetAfter(offset, lookOf(-3_600_000, 1_000, 5, 5)) + 3_600_000)).toBeLessThanOrEqual(
      10,
    );
  });
});
