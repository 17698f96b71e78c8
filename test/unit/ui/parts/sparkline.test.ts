import { describe, expect, it } from 'vitest';
import { sparklinePaths } from '../../../../src/ui/parts/sparkline-paths.js';

describe('sparklinePaths', () => {
  it('draws bars from the ground, 1x at half of the height and 100x at all of it', () => {
    expect(sparklinePaths([1, 0.5, 100, 10_000])).toEqual({
      under: 'M0 20v-10h3v10zM4 20v-5h3v5z',
      over: 'M8 20v-20h3v20zM12 20v-20h3v20z',
      unseen: '',
    });
  });

  it('shows what hardly burns, and dots where nothing was seen', () => {
    expect(sparklinePaths([0, null])).toEqual({ under: 'M0 20v-1h3v1z', over: '', unseen: 'M4 10h3' });
  });
});
