import { saturated } from './saturated.js';

type Counts = Int16Array | Int32Array | Float64Array;

const NONE = new Int16Array(0);

/** What is beyond this needs the next wider entries. Signed: bad events reckoned as total − good dip below zero now and then. */
const MOST_IN_16 = 2 ** 15 - 1;
const MOST_IN_32 = 2 ** 31 - 1;

/**
 * Bad and total events of a fixed number of slots, side by side. There are thousands of these, and they are most of what a ring takes:
 * none is made before the first event, and entries are as narrow as the largest count allows. The sum over a window is added up when it
 * is asked for, which is cheap for some hundred slots; running sums would outgrow narrow entries in no time.
 */
export class SlotCounts {
  private counts: Counts = NONE;

  constructor(private readonly slots: number) {}

  /** Widens the entries, once for all of these counts that are about to be added. */
  prepareFor(counts: Iterable<{ readonly bad: number; readonly total: number }>): void {
    let [most, whole] = [0, true];
    for (const { bad, total } of counts) {
      most = Math.max(most, Math.abs(bad), Math.abs(total));
      whole &&= Number.isInteger(bad) && Number.isInteger(total);
    }
    this.makeRoom(most, whole);
  }

  add(entry: number, bad: number, total: number): void {
    this.set(2 * entry, bad);
    this.set(2 * entry + 1, total);
  }

  clear(entry: number): void {
    if (this.counts.length > 0) this.counts.fill(0, 2 * entry, 2 * entry + 2);
  }

  /** The events of entries that follow each other, the last one included; before the first comes the last, as in a ring. */
  sum(first: number, last: number): { bad: number; total: number } {
    const { counts } = this;
    let [bad, total] = [0, 0];
    if (counts.length === 0) return { bad, total };
    for (let entry = first; ; entry = entry + 1 === this.slots ? 0 : entry + 1) {
      bad += counts[2 * entry] as number;
      total += counts[2 * entry + 1] as number;
      if (entry === last) return { bad: saturated(bad), total: saturated(total) };
    }
  }

  private set(index: number, amount: number): void {
    if (amount === 0) return;
    const value = saturated((this.counts[index] ?? 0) + amount);
    this.makeRoom(Math.abs(value), Number.isInteger(value));
    this.counts[index] = value;
  }

  private makeRoom(most: number, whole: boolean): void {
    if (most === 0) return;
    const before = this.counts;
    const bytes = whole && most <= MOST_IN_16 ? 2 : whole && most <= MOST_IN_32 ? 4 : 8;
    if (before.length > 0 && bytes <= before.BYTES_PER_ELEMENT) return;
    const length = 2 * this.slots;
    this.counts =
      bytes === 2 ? new Int16Array(length) : bytes === 4 ? new Int32Array(length) : new Float64Array(length);
    this.counts.set(before);
  }
}
