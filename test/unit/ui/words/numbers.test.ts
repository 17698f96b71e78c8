import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverageText } from '../../../../src/engine/queries/coverage-text.js';
import { leftText, seenText } from '../../../../src/ui/words/numbers.js';

it('tells how much was seen as the gate does, and never more than it is', () => {
  expect([0, 0.02447, 0.4999, 0.5, 1].map(seenText)).toEqual(['0 %', '2.44 %', '49.9 %', '50 %', '100 %']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e7 }), (parts) => {
      const share = parts / 1e7;
      expect(coverageText(share, '1h', 1)).toBe(`data for ${seenText(share)} of 1h, and 100 % is needed`);
    }),
  );
});

it('tells what is left of a budget as the gate does', () => {
  expect([-0.0268, 0.98049, 1].map(leftText)).toEqual(['-2.7 %', '98 %', '100 %']);
});
