/** Numbers below this fit an entry of 32 bits. */
const NARROW = 2 ** 32;
/** A column whose sums lie within this keeps room to grow in 32 bits. */
const NARROW_RANGE = 2 ** 31;
/** Room below the smallest sum: bad events reckoned as total − good dip now and then. */
const SLACK = 2 ** 20;

/** Beyond this a count stands still: it could not be told from infinity, whose differences are no numbers. */
const MOST = Number.MAX_VALUE / 4;

export function saturated(count: number): number {
  return Math.min(MOST, Math.max(-MOST, count));
}

export const BAD = 0;
export const TOTAL = 1;
export type Column = typeof BAD | typeof TOTAL;

/**
 * A fixed number of running sums of bad and total events, side by side. Only differences of entries mean anything, so whole numbers are
 * kept in 32 bits, whatever they add up to over time, and a ring widens to 64 only for fractions or more than 2^31 events at once.
 */
export class RunningSums {
  private sums: Uint32Array | Float64Array;

  constructor(entries: number) {
    this.sums = new Uint32Array(2 * entries);
  }

  at(entry: number, column: Column): number {
    return this.sums[2 * entry + column] as number;
  }

  add(entry: number, column: Column, amount: number): void {
    if (amount === 0) return;
    const value = saturated(this.at(entry, column) + amount);
    const fits = value >= 0 && value < NARROW && Number.isInteger(value);
    const narrow = this.sums instanceof Uint32Array ? this.sums : undefined;
    const lowered = fits || !narrow ? 0 : this.makeRoom(narrow, column, value);
    // Only now, because making room may have put another array in its place.
    this.sums[2 * entry + column] = value - lowered;
  }

  copy(from: number, to: number): void {
    this.sums[2 * to] = this.sums[2 * from] as number;
    this.sums[2 * to + 1] = this.sums[2 * from + 1] as number;
  }

  /** Moves a column towards zero, or widens the ring when that does not help; returns by how much the column was lowered. */
  private makeRoom(sums: Uint32Array, column: Column, value: number): number {
    let [least, most] = [value, value];
    for (let i: number = column; i < sums.length; i += 2) {
      least = Math.min(least, sums[i] as number);
      most = Math.max(most, sums[i] as number);
    }
    if (!Number.isInteger(value) || most - least >= NARROW_RANGE) {
      this.sums = Float64Array.from(sums);
      return 0;
    }
    const lowered = least - SLACK;
    for (let i: number = column; i < sums.length; i += 2) sums[i] = (sums[i] as number) - lowered;
    return lowered;
  }
}
