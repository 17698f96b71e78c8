import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateShare } from '../../../../src/core/incident/wilson.js';

describe('a share that was counted', () => {
  it('has the interval of published tables', () => {
    // R: prop.test(7, 10, correct = FALSE), and of 1 of 1 and 0 of 5.
    const seven = estimateShare(7, 10);
    expect(seven).toMatchObject({ n: 10, share: 0.7 });
    expect(seven?.low).toBeCloseTo(0.39678, 5);
    expect(seven?.high).toBeCloseTo(0.89221, 5);
    expect(estimateShare(1, 1)?.low).toBeCloseTo(0.20655, 5);
    expect(estimateShare(0, 5)?.high).toBeCloseTo(0.43448, 5);
  });

  it('is unknown when nothing was seen', () => {
    expect(estimateShare(0, 0)).toBeUndefined();
  });

  it('lies in its interval, which lies in 0-1, narrows with more of the same, and mirrors', () => {
    const counts = fc.tuple(fc.nat(500), fc.nat(500)).filter(([hits, misses]) => hits + misses > 0);
    fc.assert(
      fc.property(counts, ([hits, misses]) => {
        const n = hits + misses;
        const [one, more, other] = [
          estimateShare(hits, n),
          estimateShare(hits * 4, n * 4),
          estimateShare(misses, n),
        ];
        if (!one || !more || !other) throw new Error('all are known');
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.low).toBeLessThanOrEqual(one.share);
        expect(one.high).toBeGreaterThanOrEqual(one.share);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(more.high - more.low).toBeLessThan(one.high - one.low);
        expect(other.low).toBeCloseTo(1 - one.high, 10);
      }),
    );
  });
});
