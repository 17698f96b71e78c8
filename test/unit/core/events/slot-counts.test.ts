import { describe, expect, it } from 'vitest';
import { SlotCounts } from '../../../../src/core/events/slot-counts.js';

describe('SlotCounts', () => {
  it('has no events before the first', () => {
    const counts = new SlotCounts(3);
    counts.clear(1);
    expect(counts.sum(0, 2)).toEqual({ bad: 0, total: 0 });
  });

  it('keeps what it has when a count outgrows the narrow entries, and then the middle ones', () => {
    const counts = new SlotCounts(4);
    counts.add(0, -1, 2 ** 15 - 1);
    counts.add(1, 0, 2 ** 15);
    expect(counts.sum(0, 1)).toEqual({ bad: -1, total: 2 ** 16 - 1 });
    counts.add(2, -(2 ** 31) + 1, 2 ** 31);
    expect(counts.sum(0, 2)).toEqual({ bad: -(2 ** 31), total: 2 ** 16 - 1 + 2 ** 31 });
  });

  it('widens when small additions to one slot add up', () => {
    const counts = new SlotCounts(1);
    for (let i = 0; i < 5; i += 1) counts.add(0, -20_000, 20_000);
    expect(counts.sum(0, 0)).toEqual({ bad: -100_000, total: 100_000 });
  });

  it('keeps fractions', () => {
    const counts = new SlotCounts(2);
    counts.add(0, 3, 10);
    counts.add(1, 0.25, 0.5);
    expect(counts.sum(0, 1)).toEqual({ bad: 3.25, total: 10.5 });
  });

  it('goes on at the first entry after the last', () => {
    const counts = new SlotCounts(3);
    counts.add(0, 1, 10);
    counts.add(1, 2, 20);
    counts.add(2, 4, 40);
    expect(counts.sum(2, 0)).toEqual({ bad: 5, total: 50 });
    counts.clear(0);
    expect(counts.sum(2, 1)).toEqual({ bad: 6, total: 60 });
  });
});
