import { expect, it } from 'vitest';
import { workedOutEvery } from '../../../../src/main/daemon/worked-out-every.js';

it('works out once in a second, also when the clock jumps back', () => {
  let now = 10_000;
  let times = 0;
  const ask = workedOutEvery(1_000, { now: () => now }, () => (times += 1));

  expect([ask(), ask()]).toEqual([1, 1]);
  now += 999;
  expect(ask()).toBe(1);
  now += 1;
  expect(ask()).toBe(2);
  now -= 3_600_000;
  expect([ask(), ask()]).toEqual([3, 3]);
});
