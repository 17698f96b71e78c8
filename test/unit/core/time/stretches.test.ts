import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coveredMs, mergeStretches, without } from '../../../../src/core/time/stretches.js';

const END = 60;
const stretch = fc
  .tuple(fc.nat(END), fc.nat(END))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const stretches = fc.array(stretch, { maxLength: 8 });
/** The instants of (0, END] that stretches hold. */
const held = (list: readonly { from: number; to: number }[]) =>
  Array.from({ length: END }, (_, i) => i + 1).filter((at) =>
    list.some(({ from, to }) => from < at && at <= to),
  );

it('merged stretches hold the same instants, in order and apart', () => {
  fc.assert(
    fc.property(stretches, (list) => {
      const merged = mergeStretches(list);
      expect(held(merged)).toEqual(held(list));
      for (const [i, { from, to }] of merged.entries()) {
        expect(to).toBeGreaterThan(from);
        if (i > 0) expect(from).toBeGreaterThan(merged[i - 1]?.to ?? END);
      }
    }),
  );
});

it('what is covered and what is left are counted instant by instant', () => {
  fc.assert(
    fc.property(stretches, stretch, (list, whole) => {
      const merged = mergeStretches(list);
      const inside = held([whole]);
      expect(coveredMs(merged, whole)).toBe(inside.filter((at) => held(merged).includes(at)).length);
      expect(held(without([whole], merged))).toEqual(inside.filter((at) => !held(merged).includes(at)));
    }),
  );
});
