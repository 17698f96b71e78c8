/** Less of a stretch than this was seen: it says nothing, and is hatched. */
export const LEAST_SEEN = 0.5;

interface Stretch {
  /** When it ends. */
  readonly at: string;
  readonly ms: number;
  readonly coverage: number;
  readonly excludedMs: number;
}

/** Stretches (epoch ms) that were hardly seen or do not count, neighbours as one. */
export function unseenOf(
  stretches: readonly Stretch[],
): readonly { readonly from: number; readonly to: number }[] {
  const unseen: { from: number; to: number }[] = [];
  for (const { at, ms, coverage, excludedMs } of stretches) {
    if (coverage >= LEAST_SEEN && excludedMs < ms / 2) continue;
    const to = Date.parse(at);
    const last = unseen.at(-1);
    if (last?.to === to - ms) last.to = to;
    else unseen.push({ from: to - ms, to });
  }
  return unseen;
}
