/** The candidate that was probably meant, for "did you mean …"; undefined when none is near. */
function closest(word: string, candidates: readonly string[]): string | undefined {
  const nearest = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const limit = Math.max(1, Math.floor(word.length / 3));
  return nearest && nearest.distance <= limit ? nearest.candidate : undefined;
}

/** "did you mean …?", or the words that are known. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  return candidates.length > 0 ? `known here: ${candidates.join(', ')}` : 'remove it';
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
