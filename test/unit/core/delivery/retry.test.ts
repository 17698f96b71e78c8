import { describe, expect, it } from 'vitest';
import { judgeAttempt, judgeConfirmation } from '../../../../src/core/delivery/retry.js';
import type { DeliveryOutcome } from '../../../../src/core/delivery/signal.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../src/core/time/duration.js';

const AT = Date.UTC(2026, 10, 1);
const BUSY: DeliveryOutcome = { kind: 'retry', reason: 'HTTP 503' };
const UNKNOWN: DeliveryOutcome = { kind: 'unknown', reason: 'no answer: ETIMEDOUT' };
const ALMOST_ONE = 1 - Number.EPSILON;

const message = (
  over: Partial<{ attempts: number; tryingSince: number; repeats: boolean; until: number }> = {},
) => ({
  attempts: 0,
  tryingSince: AT,
  repeats: false,
  ...over,
});

function waitOf(outcome: DeliveryOutcome, attempts: number, random: number): number {
  const verdict = judgeAttempt(outcome, message({ attempts }), AT, random);
  return verdict.kind === 'retry' ? verdict.nextAttemptAt - AT : Number.NaN;
}

describe('judgeAttempt', () => {
  it('keeps the receipt of what was delivered', () => {
    expect(judgeAttempt({ kind: 'delivered', receipt: 'r-1' }, message(), AT, 0.5)).toEqual({
      kind: 'delivered',
      at: AT,
      receipt: 'r-1',
    });
  });

  it('doubles the wait from a second to five minutes', () => {
    const waits = Array.from({ length: 12 }, (_, attempts) => waitOf(BUSY, attempts, ALMOST_ONE));
    expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * SECOND));
    expect(waits.slice(9)).toEqual([5 * MINUTE, 5 * MINUTE, 5 * MINUTE]);
    expect(waitOf(BUSY, 5_000, ALMOST_ONE)).toBe(5 * MINUTE);
  });

  it('spreads the waits over their upper half', () => {
    expect(waitOf(BUSY, 3, 0)).toBe(4 * SECOND);
    expect(waitOf(BUSY, 3, 0.5)).toBe(6 * SECOND);
  });

  it('waits as long as the receiver asks for, and never shorter than its own pace', () => {
    expect(waitOf({ ...BUSY, retryAfterMs: 90 * SECOND }, 0, 0)).toBe(90 * SECOND);
    expect(waitOf({ ...BUSY, retryAfterMs: 0 }, 3, 0)).toBe(4 * SECOND);
  });

  it.each([30 * DAY, Number.POSITIVE_INFINITY])(
    'does not let a receiver ask for more than the day (%d ms), for others stand behind this message',
    (retryAfterMs) => {
      const verdict = judgeAttempt({ ...BUSY, retryAfterMs }, message({ tryingSince: AT - HOUR }), AT, 0);
      expect(verdict).toMatchObject({ kind: 'retry', nextAttemptAt: AT - HOUR + DAY });
    },
  );

  it('tries again when nobody knows whether it arrived', () => {
    expect(judgeAttempt(UNKNOWN, message(), AT, 0)).toEqual({
      kind: 'retry',
      at: AT,
      nextAttemptAt: AT + 500,
      error: 'no answer: ETIMEDOUT',
      unsure: true,
    });
  });

  it('gives up at once when it is refused', () => {
    expect(judgeAttempt({ kind: 'refused', reason: 'HTTP 400' }, message(), AT, 0)).toEqual({
      kind: 'failed',
      at: AT,
      error: 'HTTP 400',
    });
  });

  it('gives up what would come too late, when the next attempt would', () => {
    const verdict = (until: number) => judgeAttempt(BUSY, message({ attempts: 3, until }), AT, ALMOST_ONE);
    expect(verdict(AT + 8 * SECOND + 1)).toMatchObject({ kind: 'retry', nextAttemptAt: AT + 8 * SECOND });
    expect(verdict(AT + 8 * SECOND)).toEqual({
      kind: 'failed',
      at: AT,
      error: 'given up, it would come too late: HTTP 503',
    });
  });

  it.each([BUSY, UNKNOWN])('gives up after a day: %j', (outcome) => {
    const young = judgeAttempt(outcome, message({ tryingSince: AT - DAY + 1 }), AT, 0);
    expect(young).toMatchObject({ kind: 'retry', nextAttemptAt: AT + 1 });
    const old = judgeAttempt(outcome, message({ tryingSince: AT - DAY }), AT, 0);
    expect(old).toMatchObject({ kind: 'failed', error: expect.stringContaining('given up after a day') });
  });

  it.each([BUSY, UNKNOWN])('never tries a repetition again: %j', (outcome) => {
    expect(judgeAttempt(outcome, message({ repeats: true }), AT, 0)).toMatchObject({ kind: 'failed' });
  });
});

describe('judgeConfirmation', () => {
  const accepted = { at: AT, receipt: 'req-1' };
  const judged = (outcome: Parameters<typeof judgeConfirmation>[0], at: number, random = 0) =>
    judgeConfirmation(outcome, accepted, message(), at, random);

  it('takes what was accepted for no proof, and asks soon', () => {
    expect(judgeAttempt({ kind: 'accepted', receipt: 'req-1' }, message(), AT, 0)).toEqual({
      kind: 'accepted',
      at: AT,
      acceptedAt: AT,
      nextAttemptAt: AT + 2 * SECOND,
      receipt: 'req-1',
    });
  });

  it('keeps the proof, and the refusal', () => {
    expect(judged({ kind: 'delivered', receipt: 'alert-9' }, AT + SECOND)).toEqual({
      kind: 'delivered',
      at: AT + SECOND,
      receipt: 'alert-9',
    });
    expect(judged({ kind: 'refused', reason: 'no such team' }, AT + SECOND)).toEqual({
      kind: 'failed',
      at: AT + SECOND,
      error: 'no such team',
    });
  });

  it('asks again ever more slowly, up to a minute, and not before it is wanted', () => {
    const waiting = { kind: 'waiting', reason: 'HTTP 404' } as const;
    const wait = (after: number, outcome: Parameters<typeof judgeConfirmation>[0] = waiting) => {
      const verdict = judged(outcome, AT + after);
      return verdict.kind === 'accepted' ? verdict.nextAttemptAt - AT - after : Number.NaN;
    };
    expect([2, 8, 60, 500].map((seconds) => wait(seconds * SECOND) / SECOND)).toEqual([1, 2, 15, 60]);
    expect(wait(SECOND, { ...waiting, askAfterMs: 5 * SECOND })).toBe(5 * SECOND);
  });

  it('sends anew what the provider has said nothing of for ten minutes', () => {
    const verdict = judged({ kind: 'waiting', reason: 'HTTP 404' }, AT + 10 * MINUTE);
    expect(verdict).toMatchObject({
      kind: 'retry',
      error: 'accepted, and not confirmed in ten minutes: HTTP 404',
    });
  });
});
