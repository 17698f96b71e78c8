/** What a look for an alert that has to fire always has found. */
export type WatchdogLook =
  | {
      readonly kind: 'read';
      /** Its newest sample: when that was by the source's clock (epoch ms), and how old (ms) by the same clock; undefined when there is none. */
      readonly newest: { readonly at: number; readonly ageMs: number } | undefined;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** What is known of it from one look to the next; times are epoch ms. */
export interface WatchdogSight {
  /** By our clock: since when every look had an answer; undefined when the last had none. */
  readonly answersSince: number | undefined;
  /** By the source's clock: the newest sample that was ever found. */
  readonly newestAt: number | undefined;
  /** By our clock: when it was last found to be new. */
  readonly seenAt: number | undefined;
  /** How old (ms) its newest sample was at the last look; undefined when that found none. */
  readonly ageMs: number | undefined;
  /** Why the last look had no answer. */
  readonly error: string | undefined;
}

export const NO_SIGHT: WatchdogSight = {
  answersSince: undefined,
  newestAt: undefined,
  seenAt: undefined,
  ageMs: undefined,
  error: undefined,
};

/** What is known after one more look, at `at`. */
export function noteLook(sight: WatchdogSight, look: WatchdogLook, at: number): WatchdogSight {
  if (look.kind === 'failed') {
    return { ...sight, answersSince: undefined, ageMs: undefined, error: look.message };
  }
  const { newest } = look;
  const isNew = newest !== undefined && (sight.newestAt === undefined || newest.at > sight.newestAt);
  return {
    answersSince: sight.answersSince ?? at,
    newestAt: isNew ? newest.at : sight.newestAt,
    seenAt: isNew ? at : sight.seenAt,
    ageMs: newest?.ageMs,
    error: undefined,
  };
}

export type WatchdogVerdict = 'seen' | 'missing' | 'unknown';

/**
 * Decides whether an alert that has to fire always still does. It is missing only when the source has answered for all of `within` (ms), and
 * neither clock has seen a new sample of it: a source that is silent, and a clock that jumps, prove nothing.
 * @param at when it was last looked, by our clock
 */
export function judgeWatchdog(sight: WatchdogSight, within: number, at: number): WatchdogVerdict {
  const { answersSince, seenAt, ageMs } = sight;
  if (answersSince === undefined) return 'unknown';
  if (ageMs !== undefined && ageMs < within) return 'seen';
  const quietSince = Math.max(answersSince, seenAt ?? answersSince);
  return at - quietSince >= within ? 'missing' : 'unknown';
}
