import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVES, moved } from '../../../../src/ui/words/stretch.js';

const HOUR = 3_600_000;
const WHOLE = { from: 0, to: 24 * HOUR };

describe('another part of the past', () => {
  it('is half of its length away, its middle, or twice as much', () => {
    const shown = { from: 8 * HOUR, to: 12 * HOUR };
    expect(moved(shown, WHOLE, 'earlier')).toEqual({ from: 6 * HOUR, to: 10 * HOUR });
    expect(moved(shown, WHOLE, 'later')).toEqual({ from: 10 * HOUR, to: 14 * HOUR });
    expect(moved(shown, WHOLE, 'closer')).toEqual({ from: 9 * HOUR, to: 11 * HOUR });
    expect(moved(shown, WHOLE, 'wider')).toEqual({ from: 6 * HOUR, to: 14 * HOUR });
  });

  it('is nothing where there is no more', () => {
    expect(moved(WHOLE, WHOLE, 'wider')).toBeUndefined();
    expect(moved(WHOLE, WHOLE, 'earlier')).toBeUndefined();
    expect(moved(WHOLE, WHOLE, 'later')).toBeUndefined();
    expect(moved({ from: 0, to: 60_000 }, WHOLE, 'closer')).toBeUndefined();
    // What is shown may begin before what is kept by now.
    expect(moved({ from: -5000, to: HOUR }, WHOLE, 'earlier')).toBeUndefined();
  });

  it('never leaves the whole, and is never empty', () => {
    fc.assert(
      fc.property(
        fc.nat(23),
        fc.integer({ min: 1, max: 24 }),
        fc.constantFrom(...MOVES),
        (at, hours, move) => {
          const shown = { from: at * HOUR, to: Math.min(WHOLE.to, (at + hours) * HOUR) };
          const next = moved(shown, WHOLE, move);
          if (!next) return;
          expect(next.from).toBeGreaterThanOrEqual(WHOLE.from);
          expect(next.to).toBeLessThanOrEqual(WHOLE.to);
          expect(next.to).toBeGreaterThan(next.from);
          if (move === 'earlier' || move === 'later') expect(next.to - next.from).toBe(shown.to - shown.from);
        },
      ),
    );
  });
});
