import type { Stretch } from '../time/stretches.js';

/** How a span of the past is cut: equal steps, each of whole slots; only the last may be shorter. */
export interface Steps {
  readonly stepMs: number;
  /** (from, to] of each in epoch ms, oldest first. */
  readonly steps: readonly Stretch[];
}

/**
 * Cuts a span into at most `points` steps of whole slots. They begin at multiples of their length, so that asking again a moment later
 * moves no edge.
 */
export function cutSteps({ from, to }: Stretch, slotMs: number, points: number): Steps {
  if (to <= from) return { stepMs: slotMs, steps: [] };
  let stepMs = slotMs * Math.max(1, Math.ceil((to - from) / slotMs / points));
  const countOf = () => Math.ceil((to - Math.floor(from / stepMs) * stepMs) / stepMs);
  while (countOf() > points) stepMs += slotMs;
  const first = Math.floor(from / stepMs) * stepMs;
  const steps = Array.from({ length: countOf() }, (_, index) => ({
    from: first + index * stepMs,
    to: Math.min(to, first + (index + 1) * stepMs),
  }));
  return { stepMs, steps };
}
