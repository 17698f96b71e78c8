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
  /** Set (ms) for an expression that is evaluated at steps; all that it yields belongs to every member. */
  readonly stepMs?: number;
  /** Labels that every member fixes with `=`, and whose values sort the series that come back. */
  readonly by: readonly string[];
  /** The same in two queries, for when the source refuses it as one; undefined when it cannot be divided. */
  readonly halves: () => readonly [Batch, Batch] | undefined;
}

/** At most this many values of a label in one query: up to 256 of them Prometheus looks up one by one, without matching every value. */
export const MOST_VALUES = 250;

/** Two batches of a list's halves; undefined when it has fewer than two items. */
export function halve<T>(
  items: readonly T[],
  batchOf: (some: readonly T[]) => Batch | undefined,
): readonly [Batch, Batch] | undefined {
  const middle = Math.ceil(items.length / 2);
  const first = batchOf(items.slice(0, middle));
  const second = batchOf(items.slice(middle));
  return first && second ? [first, second] : undefined;
}
