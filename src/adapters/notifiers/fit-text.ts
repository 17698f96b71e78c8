/** Room for most URLs: half of one is of no use. */
const SHORTEST = 100;

/** At most so many characters (UTF-16 units, as vendors count), never through the middle of one, and visibly cut. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * Lines that together fit: the longest are shortened first, so that a long description never pushes out the runbook; only when all are
 * short are the last left out.
 * @param fits judges the lines; it must take fewer or shorter ones when it takes some
 */
export function fitLines(
  lines: readonly string[],
  fits: (lines: readonly string[]) => boolean,
): readonly string[] {
  if (fits(lines)) return lines;
  let most = Math.max(SHORTEST, ...lines.map((line) => line.length));
  let shorter = lines;
  while (!fits(shorter) && most > SHORTEST) {
    most = Math.max(SHORTEST, Math.floor(most * 0.8));
    const limit = most;
    shorter = lines.map((line) => cut(line, limit));
  }
  while (!fits(shorter) && shorter.length > 0) {
    shorter = shorter.slice(0, Math.min(shorter.length - 1, Math.floor(shorter.length * 0.95)));
  }
  return shorter;
}
