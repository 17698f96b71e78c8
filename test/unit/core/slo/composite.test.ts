import { describe, expect, it } from 'vitest';
import { type Composite, combineVerdicts, compositeText } from '../../../../src/core/slo/composite.js';
import { MINUTE } from '../../../../src/core/time/duration.js';
import { availability } from '../../../support/checkout-slos.js';

const composite = (combine: Composite['combine'], weights = [1, 1]): Composite => ({
  combine,
  lengthMs: MINUTE,
  parts: weights.map((weight, index) => ({
    sloId: `s/${index}`,
    service: 's',
    labels: {},
    sli: availability,
    goodShare: 0.99,
    weight,
  })),
});

describe('a composite', () => {
  it.each([
    ['all-of', [0, 0], 0],
    ['all-of', [0, 1], 1],
    ['all-of', [1, undefined], 1],
    ['all-of', [0, undefined], undefined],
    ['any-of', [1, 1], 1],
    ['any-of', [0, 1], 0],
    ['any-of', [0, undefined], 0],
    ['any-of', [1, undefined], undefined],
    ['weighted', [0, 1], 0.5],
    ['weighted', [0, 0], 0],
    ['weighted', [1, undefined], undefined],
  ] as const)('%s of %j is %s', (combine, verdicts, bad) => {
    expect(combineVerdicts(composite(combine), verdicts)).toBe(bad);
  });

  it('weighs its parts', () => {
    expect(combineVerdicts(composite('weighted', [3, 1]), [0, 1])).toBe(0.25);
    expect(combineVerdicts(composite('weighted', [3, 1]), [1, 0])).toBe(0.75);
  });

  it('says what it is', () => {
    expect(compositeText(composite('all-of'))).toBe('slices of 1m, good when all of s/0, s/1 are');
    expect(compositeText(composite('any-of'))).toBe('slices of 1m, good when any of s/0, s/1 is');
    expect(compositeText(composite('weighted', [2, 1]))).toBe(
      'slices of 1m, by the weights of what is good: s/0 2, s/1 1',
    );
  });
});
