/** Events of some time, as slots hold them. */
interface Counted {
  readonly start: number;
  readonly bad: number;
  readonly total: number;
}

/**
 * When a window is within its SLO again at the earliest, if nothing fails after `to` and as many events come as came in it: the failures
 * have to leave it, or drown. `to` when it is within already. Times are epoch ms.
 * @param slots of the window (to − windowMs, to], newest first, each `slotMs` wide
 * @param budget 1 − target
 */
export function clearsAt(
  slots: readonly Counted[],
  slotMs: number,
  { to, windowMs, budget }: { readonly to: number; readonly windowMs: number; readonly budget: number },
): number {
  const rate = slots.reduce((sum, { total }) => sum + total, 0) / windowMs;
  let bad = 0;
  let total = 0;
  for (const slot of slots) {
    bad += slot.bad;
    total += slot.total;
    const leaves = slot.start + windowMs;
    // As long as this slot is in the window, so are all newer ones.
    if (bad > budget * (total + rate * Math.max(0, leaves - to))) return Math.max(to, leaves + slotMs);
  }
  return to;
}
