import type { CounterSelector } from '../../core/slo/sli.js';

/** One selector of one request. */
export interface Member {
  readonly key: string;
  readonly index: number;
  readonly selector: CounterSelector;
}

/** One query: a selector without its range that finds (at least) all series of its members. */
export interface Batch {
  readonly selector: string;
  readonly members: readonly Member[];
  /** Labels that every member fixes with `=`, and whose values sort the series that come back. */
  readonly by: readonly string[];
}

/** At most this many values of a label in one query. */
export const MOST_VALUES = 50;
