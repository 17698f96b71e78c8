import { formatDuration } from '../time/duration.js';

/**
 * Time is cut at whole multiples of a length, and each slice is one event of the SLO: a minute at night weighs as much as one at noon,
 * whatever the traffic.
 */
export interface TimeSlices {
  readonly lengthMs: number;
  /**
   * A slice is good when at least this share (0-1) of its events is good; undefined when it counts by its share of bad events instead
   * (the mean of the slices' ratios).
   */
  readonly goodShare: number | undefined;
  /** What a slice is in which the total was seen and nothing happened; one that was not seen is unknown, and no event. */
  readonly withoutTraffic: 'good' | 'ignored';
}

/** The noise of binary fractions makes no slice bad whose events are just as good as they have to be. */
const NOISE = 1e-12;

/** What a slice is that was seen, as events of the SLO; bad events reckoned as total − good may lie a little below zero. */
export function worthOfSlice(
  { goodShare, withoutTraffic }: TimeSlices,
  events: { readonly bad: number; readonly total: number },
): { readonly bad: number; readonly total: 0 | 1 } {
  if (events.total <= 0) return { bad: 0, total: withoutTraffic === 'good' ? 1 : 0 };
  const badShare = Math.min(1, Math.max(0, events.bad / events.total));
  if (goodShare === undefined) return { bad: badShare, total: 1 };
  return { bad: badShare > 1 - goodShare + NOISE ? 1 : 0, total: 1 };
}

/** `slices of 1m, good at 95 % or more`. */
export function slicesText({ lengthMs, goodShare }: TimeSlices): string {
  const good =
    goodShare === undefined
      ? 'each by its share of bad events'
      : `good at ${Number((goodShare * 100).toPrecision(12))} % or more`;
  return `slices of ${formatDuration(lengthMs)}, ${good}`;
}
