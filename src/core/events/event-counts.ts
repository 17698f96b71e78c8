/** Events of a stretch of time. `from` = `to` puts them at one instant; otherwise they are spread evenly over (from, to]. */
export interface EventDelta {
  readonly from: number;
  readonly to: number;
  readonly bad: number;
  readonly total: number;
}

/** A stretch of time, (from, to], in which the source was seen working. */
export interface KnownSpan {
  readonly from: number;
  readonly to: number;
}

/** What a window holds. `spanMs` is the window as the slots cut it, at most half a slot off what was asked. */
export interface EventSum {
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
  readonly spanMs: number;
  /** What of the span is excluded, whole slots of it; its events and its known time are in none of these figures. Left out: nothing. */
  readonly excludedMs?: number;
}

/** The share (0-1) of the time that is not excluded of which events are known. */
export function coverageOf({ knownMs, spanMs, excludedMs = 0 }: EventSum): number {
  return isAllExcluded({ spanMs, excludedMs }) ? 0 : Math.min(1, knownMs / (spanMs - excludedMs));
}

/** True when nothing is left to tell from. */
export function isAllExcluded({ spanMs, excludedMs = 0 }: Pick<EventSum, 'spanMs' | 'excludedMs'>): boolean {
  return excludedMs >= spanMs;
}

/** One slot with its absolute counts. */
export interface Slot {
  readonly level: number;
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
}
