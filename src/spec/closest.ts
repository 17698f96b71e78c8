import { nearest } from '../core/nearest.js';

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
