import type { Signal } from './signal.js';

/** The id of the signal that opened the alert which this one is about. */
export function openingId({ dedupKey, firingSince }: Pick<Signal, 'dedupKey' | 'firingSince'>): string {
  return `${dedupKey}@${firingSince}/trigger`;
}
