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
}

/** One slot with its absolute counts. */
export interface Slot {
  readonly level: number;
  readonly start: number;
  readonly bad: number;
  readonly total: number;
  readonly knownMs: number;
}
