import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GroupedWrites } from '../../../../src/adapters/store/grouped-writes.js';

let written: (readonly number[])[];
let writes: GroupedWrites<number>;

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  writes = new GroupedWrites(async (items) => {
    written.push(items);
  });
});
afterEach(() => vi.useRealTimers());

/** Hands in items, one every `everyMs`. */
async function handIn(count: number, everyMs: number): Promise<void> {
  for (let item = 1; item <= count; item += 1) {
    void writes.add(item);
    await vi.advanceTimersByTimeAsync(everyMs);
  }
}

describe('grouped writes', () => {
  it('write what comes in together once it pauses', async () => {
    await handIn(3, 20);
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(written).toEqual([[1, 2, 3]]);
  });

  it('keep what does not pause for no longer than 300 ms', async () => {
    await handIn(29, 10);
    expect(written).toEqual([]);
    await handIn(10, 10);
    expect(written).toHaveLength(1);
    expect(written[0]?.length).toBeGreaterThan(25);
  });

  it('refuse a whole group whose write fails, and take the next', async () => {
    let fails = true;
    writes = new GroupedWrites(async (items) => {
      if (fails) throw new Error('disk full');
      written.push(items);
    });
    const refused = Promise.allSettled([writes.add(1), writes.add(2)]);
    await vi.advanceTimersByTimeAsync(200);
    expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    const taken = writes.add(3);
    await vi.advanceTimersByTimeAsync(200);
    await taken;
    expect(written).toEqual([[3]]);
  });
});
