import { describe, expect, it } from 'vitest';
import { sliderOf } from '../../../../src/ui/pages/what-if/slider.js';

describe('the slider of a target', () => {
  it('stands where the target is, however many nines that has', () => {
    expect(sliderOf(99.95)).toEqual({ min: 90, max: 99.99, step: 0.01 });
    expect(sliderOf(99.999)).toEqual({ min: 90, max: 99.999, step: 0.001 });
    expect(sliderOf(75)).toEqual({ min: 75, max: 99.99, step: 0.01 });
  });
});
