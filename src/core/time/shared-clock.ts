/** A look at another clock: what it showed, and when, by a clock that never jumps, it was asked and had answered. All in ms. */
export interface ClockLook {
  readonly showed: number;
  readonly asked: number;
  readonly answered: number;
}

/**
 * How far (ms) the other clock is ahead of the one that never jumps. What it showed, it showed at some moment between question and
 * answer: an offset that fits is kept, so that time does not jitter, and one that cannot be right is moved no further than it must.
 */
export function offsetAfter(offset: number | undefined, { showed, asked, answered }: ClockLook): number {
  const least = showed - answered;
  const most = showed - asked;
  if (offset === undefined) return (least + most) / 2;
  return Math.min(Math.max(offset, least), most);
}
