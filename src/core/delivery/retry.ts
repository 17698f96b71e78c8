import { DAY, MINUTE, SECOND } from '../time/duration.js';
import type { Confirmation, DeliveryOutcome } from './signal.js';

const FIRST_WAIT = SECOND;
const LONGEST_WAIT = 5 * MINUTE;
/** Nobody is helped by yesterday's page. */
const GIVE_UP_AFTER = DAY;
/** A provider that has accepted something and says nothing of it for this long has lost it: it is sent again. */
const CONFIRM_WITHIN = 10 * MINUTE;
/** How often it is asked, unless it wants to be asked later. */
const ASK_EVERY = 2 * SECOND;

/** What is written down after an attempt to send, or after asking what became of one. */
export type AttemptVerdict =
  | { readonly kind: 'delivered'; readonly at: number; readonly receipt: string }
  | {
      readonly kind: 'accepted';
      readonly at: number;
      /** When the provider took it, which stays while it is asked again. */
      readonly acceptedAt: number;
      readonly nextAttemptAt: number;
      readonly receipt: string;
    }
  | ({ readonly kind: 'retry'; readonly nextAttemptAt: number } & NotProven)
  | ({ readonly kind: 'failed' } & NotProven);

interface NotProven {
  readonly at: number;
  readonly error: string;
  /** The attempt may have arrived. */
  readonly unsure?: true;
}

interface JudgedMessage {
  /** How many attempts were made before this one. */
  readonly attempts: number;
  /** When it was decided, or last handed in again; epoch ms. */
  readonly tryingSince: number;
  readonly repeats: boolean;
  /** What comes later than this instant does harm; absent of most. */
  readonly until?: number | undefined;
}

/**
 * Decides what follows an attempt: waits double from a second to five minutes, with jitter, never shorter than the receiver asked for;
 * a refusal is final, and so is a day without success, or the instant from which it would do harm. However long a wait the receiver asks for, the last attempt is made at the day's
 * end: messages of the same alert stand behind this one.
 * @param random in [0, 1)
 */
export function judgeAttempt(
  outcome: DeliveryOutcome,
  message: JudgedMessage,
  at: number,
  random: number,
): AttemptVerdict {
  if (outcome.kind === 'delivered') return { kind: 'delivered', at, receipt: outcome.receipt };
  if (outcome.kind === 'accepted') {
    const { receipt, askAfterMs = ASK_EVERY } = outcome;
    return { kind: 'accepted', at, acceptedAt: at, nextAttemptAt: at + Math.ceil(askAfterMs), receipt };
  }
  const { kind, reason } = outcome;
  const unsure = kind === 'unknown' ? ({ unsure: true } as const) : {};
  // A repetition that fails is made up for by the next one.
  if (kind === 'refused' || message.repeats) return { kind: 'failed', at, error: reason, ...unsure };
  if (at - message.tryingSince >= GIVE_UP_AFTER) {
    return { kind: 'failed', at, error: `given up after a day: ${reason}`, ...unsure };
  }
  const doubled = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(message.attempts, 20));
  const asked = kind === 'retry' ? (outcome.retryAfterMs ?? 0) : 0;
  const wait = Math.max(asked, doubled * (0.5 + random / 2));
  const nextAttemptAt = Math.min(at + Math.ceil(wait), message.tryingSince + GIVE_UP_AFTER);
  return message.until !== undefined && nextAttemptAt >= message.until
    ? { kind: 'failed', at, error: `given up, it would come too late: ${reason}`, ...unsure }
    : { kind: 'retry', at, nextAttemptAt, error: reason, ...unsure };
}

/**
 * Decides what follows when a provider was asked for the proof of what it has accepted: it is asked again until it says something, and
 * after ten minutes of nothing the message is sent anew.
 * @param accepted what it said when it took the message, and when (epoch ms)
 */
export function judgeConfirmation(
  confirmation: Confirmation,
  accepted: { readonly at: number; readonly receipt: string },
  message: JudgedMessage,
  at: number,
  random: number,
): AttemptVerdict {
  if (confirmation.kind === 'delivered') return { kind: 'delivered', at, receipt: confirmation.receipt };
  if (confirmation.kind === 'refused') return { kind: 'failed', at, error: confirmation.reason };
  if (at - accepted.at >= CONFIRM_WITHIN) {
    const reason = `accepted, and not confirmed in ten minutes: ${confirmation.reason}`;
    return judgeAttempt({ kind: 'unknown', reason }, message, at, random);
  }
  const doubled = Math.max(ASK_EVERY, (at - accepted.at) / 2);
  const wait = Math.min(MINUTE, Math.max(confirmation.askAfterMs ?? 0, doubled * (0.5 + random / 2)));
  const nextAttemptAt = at + Math.ceil(wait);
  return { kind: 'accepted', at, acceptedAt: accepted.at, nextAttemptAt, receipt: accepted.receipt };
}
