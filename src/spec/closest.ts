import { meantText } from '../core/nearest.js';

/** How a word that is not known is mended: by the one that was probably meant, or one of those that are known, at most so many. */
export function suggestion(word: string, candidates: readonly string[], most?: number): string {
  return meantText(word, candidates, most) ?? 'remove it';
}
