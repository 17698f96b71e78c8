import { DAY, MINUTE, SECOND } from '../time/duration.js';
import type { DeliveryOutcome } from './signal.js';

const FIRST_WAIT = SECOND;
const LONGEST_WAIT = 5 * MINUTE;
/** Nobody is helped by yesterday's page. */
const GIVE_UP_AFTER = DAY;

/** What is written down after an attempt to send. */
export type AttemptVerdict =
  | { readonly kind: 'delivered'; readonly at: number; readonly receipt: string }
  | { readonly kind: 'retry'; readonly at: number; readonly nextAttemptAt: number; readonly error: string }
  | { readonly kind: 'failed'; readonly at: number; readonly error: string };

/**
 * Decides what follows an attempt: waits double from a second to five minutes, with jitter, never shorter than the receiver asked for;
 * a refusal is final, and so is a day without success. However long a wait the receiver asks for, the last attempt is made at the day's
 * end: messages of the same alert stand behind this one.
 * @param attempts how many were made before this one
 * @param random in [0, 1)
 */
export function judgeAttempt(
  outcome: DeliveryOutcome,
  message: { readonly attempts: number; readonly createdAt: number; readonly repeats: boolean },
  at: number,
  random: number,
): AttemptVerdict {
  if (outcome.kind === 'delivered') return { kind: 'delivered', at, receipt: outcome.receipt };
  // A repetition that fails is made up for by the next one.
  if (outcome.kind === 'refused' || message.repeats) return { kind: 'failed', at, error: outcome.reason };
  if (at - message.createdAt >= GIVE_UP_AFTER) {
    return { kind: 'failed', at, error: `given up after a day: ${outcome.reason}` };
  }
  const doubled = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(message.attempts, 20));
  const asked = outcome.kind === 'retry' ? (outcome.retryAfterMs ?? 0) : 0;
  const wait = Math.max(asked, doubled * (0.5 + random / 2));
  const nextAttemptAt = Math.min(at + Math.ceil(wait), message.createdAt + GIVE_UP_AFTER);
  return { kind: 'retry', at, nextAttemptAt, error: outcome.reason };
}
