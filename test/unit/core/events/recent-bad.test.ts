import { describe, expect, it } from 'vitest';
import { RecentBad } from '../../../../src/core/events/recent-bad.js';
import { HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const T = 1_800_000_000_000;
const entry = (status: string, at: number, bad: number) => ({ labels: { status }, at: T + at, bad });
const sum = (status: string, bad: number) => ({ labels: { status }, bad });

describe('RecentBad', () => {
  it('adds up by minute at the first of each, and keeps healthy label sets once', () => {
    const recent = new RecentBad();
    recent.add([entry('503', 0, 2), entry('503', 15 * SECOND, 3), entry('200', 0, 0)], T + MINUTE);
    recent.add([entry('503', MINUTE, 4), entry('200', MINUTE, 0)], T + 2 * MINUTE);
    expect(recent.instants()).toEqual([T, T + MINUTE]);
    expect(recent.sumsSince(T - 1)).toEqual([sum('503', 9), sum('200', 0)]);
    expect(recent.sumsSince(T)).toEqual([sum('503', 4), sum('200', 0)]);
  });

  it('takes no dip of bad events reckoned as total − good for a failure', () => {
    const recent = new RecentBad();
    recent.add([entry('200', 0, -2), entry('200', MINUTE, 2)], T + MINUTE);
    expect(recent.instants()).toEqual([T + MINUTE]);
    expect(recent.sumsSince(T - 1)).toEqual([sum('200', 0)]);
  });

  it('forgets what is an hour old, and label sets that are gone', () => {
    const recent = new RecentBad();
    recent.add([entry('503', 0, 2), entry('500', 0, 1), entry('503', 2 * MINUTE, 1)], T + 2 * MINUTE);
    recent.add([], T + HOUR + MINUTE);
    expect(recent.sumsSince(T - 1)).toEqual([sum('503', 1)]);
    recent.add([], T + 2 * HOUR);
    expect(recent.sumsSince(T - 1)).toEqual([]);
    expect(recent.instants()).toEqual([]);
  });
});
