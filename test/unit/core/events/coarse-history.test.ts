import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCoarse, coarseHistory, coversAll } from '../../../../src/core/events/coarse-history.js';
import { HOUR, MINUTE } from '../../../../src/core/time/duration.js';

const BEGIN = 1_000_000 * HOUR;
const at = (hours: number) => BEGIN + hours * HOUR;
const NOTHING = { bad: 0, total: 0, knownMs: 0, spanMs: 24 * HOUR };

/** A day of hours with 100 events each, ten of them bad; without the given hours. */
function day(...missing: number[]) {
  const hours = Array.from({ length: 24 }, (_, n) => n).filter((n) => !missing.includes(n));
  const tiles = hours.map((n) => ({ from: at(n), to: at(n + 1), bad: 10, total: 100 }));
  return coarseHistory({ from: at(0), to: at(24) }, HOUR, tiles);
}

describe('coarse history', () => {
  it('stands in for what is unread, and for nothing else', () => {
    const exact = { ...NOTHING, bad: 1, total: 50, knownMs: 18 * HOUR };
    expect(addCoarse(exact, at(24), day(), [{ from: at(2), to: at(8) }])).toEqual({
      bad: 61,
      total: 650,
      knownMs: 24 * HOUR,
      spanMs: 24 * HOUR,
    });
  });

  it('counts an hour that is read in part for the rest of it, and what the window leaves out not at all', () => {
    const unread = [{ from: at(2) + 45 * MINUTE, to: at(8) }];
    expect(addCoarse(NOTHING, at(24), day(), unread)).toMatchObject({ total: 525, knownMs: 5.25 * HOUR });
    const window = { ...NOTHING, spanMs: 20.5 * HOUR };
    expect(addCoarse(window, at(24), day(), [{ from: at(0), to: at(4) }])).toMatchObject({ total: 50 });
  });

  it('knows nothing of hours without data: they are not zero', () => {
    const sum = addCoarse(NOTHING, at(24), day(3, 4), [{ from: at(0), to: at(8) }]);
    expect(sum).toMatchObject({ total: 600, knownMs: 6 * HOUR });
  });

  it('keeps no hours before the first with data and after the last, and stands for them all the same', () => {
    const history = day(0, 1, 2, 10, 22, 23);
    expect(history.total).toHaveLength(19);
    expect(coversAll(history, [{ from: at(0), to: at(24) }])).toBe(true);
    const sum = addCoarse(NOTHING, at(24), history, [{ from: at(0), to: at(24) }]);
    expect(sum).toMatchObject({ bad: 180, total: 1_800, knownMs: 18 * HOUR });
    const empty = coarseHistory({ from: at(0), to: at(24) }, HOUR, []);
    expect(empty.total).toHaveLength(0);
    expect(addCoarse(NOTHING, at(24), empty, [{ from: at(0), to: at(24) }])).toEqual(NOTHING);
    expect(coversAll(empty, [{ from: at(0), to: at(24) }])).toBe(true);
  });

  it('says whether it reaches over all that is unread', () => {
    expect(coversAll(day(3), [{ from: at(0), to: at(24) }])).toBe(true);
    expect(coversAll(day(), [{ from: at(0) - 1, to: at(2) }])).toBe(false);
    expect(coversAll(day(), [{ from: at(20), to: at(24) + 1 }])).toBe(false);
  });

  it('gives the same for any cut of the unread into stretches', () => {
    const cut = fc.integer({ min: 0, max: 24 * 60 });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 6 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), 24 * 60].map((minute) => BEGIN + minute * MINUTE);
        const stretches = edges.slice(1).map((to, i) => ({ from: edges[i] as number, to }));
        const sum = addCoarse(NOTHING, at(24), day(), stretches);
        expect(sum.total).toBeCloseTo(2_400, 6);
        expect(sum.knownMs).toBe(24 * HOUR);
      }),
    );
  });
});
