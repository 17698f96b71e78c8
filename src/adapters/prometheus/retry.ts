import type { HttpAnswer } from './read-answer.js';

/** How long to wait before the first and the second repetition; there is no third. */
export const RETRY_WAITS_MS = [200, 800] as const;

/** Too busy, or a part of it is down: the same query may well be answered in a moment. */
export function isBusy({ status, body }: HttpAnswer): boolean {
  // A query that took too long would take as long again.
  return status === 429 || (status >= 500 && !/"errorType":\s*"(timeout|canceled)"/.test(body));
}

/** The wait in ms that the server asks for, else `otherwise`. */
export function waitFor({ headers }: HttpAnswer, otherwise: number): number {
  const asked = headers['retry-after'];
  return typeof asked === 'string' && /^\d+$/.test(asked) ? Number(asked) * 1000 : otherwise;
}
