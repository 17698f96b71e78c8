import { describe, expect, it } from 'vitest';
import { RecentBad } from '../../../../src/core/events/recent-bad.js';
import { HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const T = 1_800_000_000_000;
const entry = (status: string, at: number, bad: number) => ({ labels: { status }, at: T + at, bad });

describe('RecentBad', () => {
  it('adds up by minute at the first of each, and keeps healthy label sets once', () => {
    const recent = new RecentBad();
    recent.add([entry('503', 0, 2), entry('503', 15 * SECOND, 3), entry('200', 0, 0)], T + MINUTE);
    recent.add([entry('503', MINUTE, 4), entry('200', MINUTE, 0)], T + 2 * MINUTE);
    expect(recent.list()).toEqual([entry('503', 0, 5), entry('503', MINUTE, 4), entry('200', MINUTE, 0)]);
  });

  it('gives the entries of one label set the same labels', () => {
    const recent = new RecentBad();
    recent.add([entry('503', 0, 2), entry('503', 2 * MINUTE, 3)], T + 2 * MINUTE);
    const [first, second] = recent.list();
    expect(first?.labels).toBe(second?.labels);
  });

  it('forgets what is an hour old, and label sets that are gone', () => {
    const recent = new RecentBad();
    recent.add([entry('503', 0, 2), entry('500', 0, 1), entry('503', 2 * MINUTE, 1)], T + 2 * MINUTE);
    recent.add([], T + HOUR + MINUTE);
    expect(recent.list()).toEqual([entry('503', 2 * MINUTE, 1)]);
    recent.add([], T + 2 * HOUR);
    expect(recent.list()).toEqual([]);
  });
});
