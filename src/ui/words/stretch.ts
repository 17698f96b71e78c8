/** A part of the past, in epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const MOVES = ['earlier', 'closer', 'wider', 'later'] as const;
export type Move = (typeof MOVES)[number];

/** Of less there is nothing to see in a chart. */
const LEAST = 60_000;

/**
 * Another part of the whole: half of its length earlier or later, its middle half, or twice as much around its middle. It never reaches
 * beyond the whole, and moving keeps its length. Undefined where that would change nothing.
 */
export function moved({ from, to }: Stretch, whole: Stretch, move: Move): Stretch | undefined {
  const length = to - from;
  switch (move) {
    case 'earlier':
      return shifted({ from, to }, -Math.max(0, Math.min(length / 2, from - whole.from)));
    case 'later':
      return shifted({ from, to }, Math.max(0, Math.min(length / 2, whole.to - to)));
    case 'closer':
      return length / 2 < LEAST ? undefined : { from: from + length / 4, to: to - length / 4 };
    case 'wider': {
      const next = {
        from: Math.max(whole.from, from - length / 2),
        to: Math.min(whole.to, to + length / 2),
      };
      return next.from < from || next.to > to ? next : undefined;
    }
  }
}

function shifted({ from, to }: Stretch, by: number): Stretch | undefined {
  return Math.abs(by) < 1 ? undefined : { from: from + by, to: to + by };
}
