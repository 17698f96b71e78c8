import { expect, it } from 'vitest';
import { nearnessText } from '../../../../src/ui/words/nearness.js';

it('tells how far a tier is from firing, and what is over as over', () => {
  expect(nearnessText('page-1h', 0.404)).toBe('page-1h is nearest to firing: at 40 % of its threshold');
  expect(nearnessText('page-1h', 41.04)).toBe('page-1h is over its threshold, 41 times as high');
});
