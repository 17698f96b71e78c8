/** Beyond this a count stands still: it could not be told from infinity, whose differences are no numbers. */
const MOST = Number.MAX_VALUE / 4;

export function saturated(count: number): number {
  return Math.min(MOST, Math.max(-MOST, count));
}
