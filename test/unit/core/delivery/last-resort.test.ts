import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  begin,
  dueMessages,
  type LastResortBook,
  lastResortId,
  messageText,
  nextDue,
  noteUnwritten,
  noteVerdict,
  withoutUnsent,
} from '../../../../src/core/delivery/last-resort.js';
import type { AttemptVerdict } from '../../../../src/core/delivery/retry.js';
import { MINUTE, SECOND } from '../../../../src/core/time/duration.js';
import { sampleRow, T0 } from '../../../support/store-samples.js';

const FRESH = 150 * SECOND;
const never = () => undefined;
const page = (dedupKey: string, at = T0) => sampleRow({ dedupKey, at, sloId: dedupKey }).signal;
const unwritten = (at: number, paging: readonly string[], judged: readonly string[] = paging) => ({
  at,
  judged: new Set([...judged, ...paging]),
  pages: paging.map((key) => page(key, at)),
});

/** The book after some evaluations. */
function noted(...steps: ReturnType<typeof unwritten>[]): LastResortBook {
  return steps.reduce<LastResortBook>(
    (book, step) => noteUnwritten(book, step, ['phone', 'mail'], never).book,
    new Map(),
  );
}

const ids = (book: LastResortBook, at: number) =>
  dueMessages(book, at, FRESH).map(({ signal, receiver }) => lastResortId(signal, receiver));
const change = (book: LastResortBook, id: string, verdict: AttemptVerdict): LastResortBook => {
  const message = book.get(id);
  return message ? new Map(book).set(id, noteVerdict(begin(message, verdict.at), verdict)) : book;
};

const delivered = (at: number): AttemptVerdict => ({ kind: 'delivered', at, receipt: 'r' });
const retry = (at: number): AttemptVerdict => ({
  kind: 'retry',
  at,
  nextAttemptAt: at + 1_000,
  error: '503',
});
const failed = (at: number): AttemptVerdict => ({ kind: 'failed', at, error: '400' });

describe('pages that cannot be written', () => {
  it('go to each receiver once, with the newest figures', () => {
    const book = noted(unwritten(T0, ['a']), unwritten(T0 + 1, ['a', 'b']));
    expect(ids(book, T0 + 1)).toEqual(['a>phone', 'a>mail', 'b>phone', 'b>mail']);
    expect(book.get('a>phone')).toMatchObject({ since: T0, signal: { at: T0 + 1 } });
  });

  it('are sent no more once they were, however often they are decided anew', () => {
    const book = noteUnwritten(
      change(noted(unwritten(T0, ['a'])), 'a>phone', delivered(T0 + 1)),
      unwritten(T0 + MINUTE, ['a']),
      ['phone', 'mail'],
      never,
    ).book;
    expect(ids(book, T0 + MINUTE)).toEqual(['a>mail']);
    expect(book.get('a>phone')?.sent).toEqual({ at: T0 + 1, receipt: 'r' });
  });

  it('are not sent when their SLO was seen and does not burn any more', () => {
    const before = noted(unwritten(T0, ['a', 'b']));
    const { book } = noteUnwritten(before, unwritten(T0 + 1, ['b'], ['a']), ['phone', 'mail'], never);
    expect(ids(book, T0 + 1)).toEqual(['b>phone', 'b>mail']);
    expect(book.has('a>phone')).toBe(false);
  });

  it('stay while nobody sees their SLO, until the last that was seen is old', () => {
    const book = noted(unwritten(T0, ['a']), unwritten(T0 + MINUTE, []));
    expect(ids(book, T0 + FRESH)).toEqual(['a>phone', 'a>mail']);
    expect(ids(book, T0 + FRESH + 1)).toEqual([]);
    expect(nextDue(book, T0 + FRESH + 1, FRESH)).toBeUndefined();
  });

  it.each([
    ['was sent', delivered, true],
    ['may have arrived', retry, true],
    ['was refused', failed, false],
  ])('of which one %s: kept for its end? %#', (_, verdict, kept) => {
    const book = change(noted(unwritten(T0, ['a'])), 'a>phone', verdict(T0 + 1));
    expect(withoutUnsent(book).has('a>phone')).toBe(kept);
    expect(withoutUnsent(book).has('a>mail')).toBe(false);
    const over = noteUnwritten(book, unwritten(T0 + 2, [], ['a']), ['phone', 'mail'], never).book;
    expect(over.has('a>phone')).toBe(kept);
    expect(ids(over, T0 + MINUTE)).toEqual([]);
  });

  it('wait as long as the retry says', () => {
    const book = change(noted(unwritten(T0, ['a'])), 'a>phone', retry(T0));
    expect(ids(book, T0 + 999)).toEqual(['a>mail']);
    expect(ids(book, T0 + 1_000)).toEqual(['a>phone', 'a>mail']);
    expect(nextDue(book, T0, FRESH)).toBe(T0);
  });

  it('are asked about, not sent again, while only accepted', () => {
    const accepted = {
      kind: 'accepted',
      at: T0,
      acceptedAt: T0,
      nextAttemptAt: T0 + 1_000,
      receipt: 'q',
    } as const;
    const book = change(noted(unwritten(T0, ['a'])), 'a>phone', accepted);
    const [due] = dueMessages(book, T0 + 10 * MINUTE, FRESH);
    expect(due).toMatchObject({ receiver: 'phone', accepted: { receipt: 'q' }, attempts: 1 });
    expect(due && begin(due, T0 + MINUTE)).toMatchObject({ attempts: 1, underWay: true });
  });

  it('are repeated to who forgets', () => {
    const book = change(noted(unwritten(T0, ['a'])), 'a>phone', delivered(T0));
    const again = (at: number) =>
      ids(noteUnwritten(book, unwritten(at, ['a']), ['phone'], () => MINUTE).book, at);
    expect(again(T0 + MINUTE - 1)).toEqual(['a>mail']);
    expect(again(T0 + MINUTE)).toEqual(['a>phone', 'a>mail']);
  });

  it('have a bound, beyond which they are counted', () => {
    const keys = Array.from({ length: 6_000 }, (_, n) => `slo-${n}`);
    const { book, refused } = noteUnwritten(new Map(), unwritten(T0, keys), ['phone', 'mail'], never);
    expect([book.size, refused]).toEqual([10_000, 2_000]);
  });

  it('are told of in words', () => {
    const [message] = dueMessages(noted(unwritten(T0, ['a'])), T0, FRESH);
    const text = (verdict: AttemptVerdict) =>
      message && messageText(noteVerdict(begin(message, T0), verdict));
    expect(text(delivered(T0))).toBe('phone at 2026-11-01T00:00:00.000Z, receipt r');
    expect(text(retry(T0))).toBe('phone may have got it: 503');
    expect(text(failed(T0))).toBe('phone refused it: 400');
  });
});

describe('whatever happens while the store is gone', () => {
  const step = fc.record({
    after: fc.integer({ min: 1, max: 60 }),
    paging: fc.subarray(['a', 'b', 'c']),
    seen: fc.subarray(['a', 'b', 'c']),
    comesTo: fc.constantFrom('delivered', 'retry', 'failed'),
  });

  it('no receiver is sent a page again that it has got, nor one that no evaluation wants', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let book: LastResortBook = new Map();
        let at = T0;
        const got = new Set<string>();
        for (const { after, paging, seen, comesTo } of steps) {
          at += after * SECOND;
          book = noteUnwritten(book, unwritten(at, paging, seen), ['phone'], never).book;
          for (const message of dueMessages(book, at, FRESH)) {
            const { dedupKey } = message.signal;
            expect(got.has(dedupKey)).toBe(false);
            expect(paging.includes(dedupKey) || !seen.includes(dedupKey)).toBe(true);
            if (comesTo === 'delivered') got.add(dedupKey);
            book = change(
              book,
              lastResortId(message.signal, message.receiver),
              { delivered, retry, failed }[comesTo](at),
            );
          }
        }
        // What somebody has got is never forgotten: its end is still to be told.
        for (const key of got) expect(withoutUnsent(book).has(`${key}>phone`)).toBe(true);
      }),
    );
  });

  it('what burns and can be sent is sent at once', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(['a', 'b', 'c']), { maxLength: 20 }), (cycles) => {
        let book: LastResortBook = new Map();
        const got = new Set<string>();
        cycles.forEach((paging, n) => {
          const at = T0 + n * 30 * SECOND;
          book = noteUnwritten(book, unwritten(at, paging), ['phone'], never).book;
          for (const { signal, receiver } of dueMessages(book, at, FRESH)) {
            got.add(signal.dedupKey);
            book = change(book, lastResortId(signal, receiver), delivered(at));
          }
          expect(paging.every((key) => got.has(key))).toBe(true);
        });
      }),
    );
  });
});
