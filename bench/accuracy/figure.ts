import type { EventCount } from '../traffic/truth.js';

/** One answer about the consumed error budget (1 is all of it), beside the truth over the same window. */
export interface Figure {
  readonly method: string;
  readonly service: string;
  readonly moment: string;
  /** Undefined when there was no answer, or NaN was the answer. */
  readonly consumed: number | undefined;
  readonly truth: number;
  /** The share (0-1) of the window that the answer says it rests on; undefined where the method does not say. */
  readonly coverage: number | undefined;
}

/** The consumed error budget that these events make, for a target (0-1). */
export function consumedBy({ bad, total }: EventCount, target: number): number {
  return bad / total / (1 - target);
}

/** |answer / truth − 1|; undefined without an answer. */
export function relativeError({ consumed, truth }: Figure): number | undefined {
  return consumed === undefined ? undefined : Math.abs(consumed / truth - 1);
}
