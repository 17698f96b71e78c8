/** The candidates that were probably meant, the nearest first, at most so many; none when none is near. */
export function nearest(word: string, candidates: readonly string[], most: number): string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** "did you mean …?", or the words that are known, at most so many. */
export function suggestion(
  word: string,
  candidates: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string {
  const [near] = nearest(word, candidates, 1);
  if (near !== undefined) return `did you mean "${near}"?`;
  const further = candidates.length > most ? ` and ${candidates.length - most} more` : '';
  return candidates.length > 0
    ? `known here: ${candidates.slice(0, most).join(', ')}${further}`
    : 'remove it';
}

/** Levenshtein's distance over at most 64 characters. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: Math.min(b.length, 64) + 1 }, (_, i) => i);
  for (let i = 1; i <= Math.min(a.length, 64); i += 1) {
    const next = [i];
    for (let j = 1; j < row.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
