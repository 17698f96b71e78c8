import type { AttemptVerdict } from './retry.js';
import type { Signal } from './signal.js';

/** More messages than this are not kept while the store is gone; those who are told of so many know that something is wrong. */
const MOST_MESSAGES = 10_000;

/** A page that could not be written, on its way to one receiver or there already. Times are epoch ms. */
export interface LastResortMessage {
  readonly receiver: string;
  readonly signal: Signal;
  /** When it was decided first. */
  readonly since: number;
  /** The last evaluation that wanted it; undefined once one has seen that it is not to be told any more. */
  readonly wantedAt: number | undefined;
  /** Attempts that were begun. */
  readonly attempts: number;
  readonly begunAt: number | undefined;
  readonly underWay: boolean;
  readonly nextAttemptAt: number;
  /** Set while the provider has accepted it and its proof is awaited. */
  readonly accepted: { readonly at: number; readonly receipt: string } | undefined;
  readonly sent: { readonly at: number; readonly receipt: string } | undefined;
  /** Why the last attempt failed. */
  readonly error: string | undefined;
  /** It is not tried again. */
  readonly givenUp: boolean;
}

/** What is kept in memory of pages that could not be written, by `lastResortId`. Never changed, only replaced. */
export type LastResortBook = ReadonlyMap<string, LastResortMessage>;

/** One alert is told once to each receiver, however often it is decided anew while it cannot be written. */
export function lastResortId({ dedupKey }: Pick<Signal, 'dedupKey'>, receiver: string): string {
  return `${dedupKey}>${receiver}`;
}

/** What an evaluation came to that could not be written. */
export interface Unwritten {
  readonly at: number;
  /** SLOs that were seen; what they do not page for is not wanted any more. */
  readonly judged: ReadonlySet<string>;
  /** The pages that it would have opened. */
  readonly pages: readonly Signal[];
}

/**
 * Decides what is to be told without a record. A page is taken in once per receiver, and told with the newest figures; one that nobody has
 * been sent yet goes when its SLO was seen and does not burn any more. What was sent stays, until it is settled when the store is back.
 * @param refreshEvery how often (ms) a receiver that forgets is told again; undefined for one that remembers
 * @returns the book, and how many pages had no room in it
 */
export function noteUnwritten(
  book: LastResortBook,
  { at, judged, pages }: Unwritten,
  receivers: readonly string[],
  refreshEvery: (receiver: string) => number | undefined,
): { readonly book: LastResortBook; readonly refused: number } {
  const wanted = new Set(pages.map(({ dedupKey }) => dedupKey));
  const isOver = ({ signal }: LastResortMessage) => judged.has(signal.sloId) && !wanted.has(signal.dedupKey);
  const next = new Map(
    [...book].flatMap(([id, message]) => {
      if (!isOver(message)) return [[id, message]];
      return message.underWay || mayHaveArrived(message) ? [[id, { ...message, wantedAt: undefined }]] : [];
    }),
  );
  let refused = 0;
  for (const signal of pages) {
    for (const receiver of receivers) {
      const id = lastResortId(signal, receiver);
      const known = next.get(id);
      if (known) next.set(id, wantedAgain(known, signal, at, refreshEvery(receiver)));
      else if (next.size < MOST_MESSAGES) next.set(id, newMessage(receiver, signal, at));
      else refused += 1;
    }
  }
  return { book: next, refused };
}

/** The messages to send, or to ask about, at an instant. One that no evaluation has wanted for `freshFor` ms is not sent. */
export function dueMessages(book: LastResortBook, at: number, freshFor: number): LastResortMessage[] {
  return [...book.values()].filter(
    (message) => isWaiting(message, at, freshFor) && message.nextAttemptAt <= at,
  );
}

/** When the next of them is due; undefined when none waits. */
export function nextDue(book: LastResortBook, at: number, freshFor: number): number | undefined {
  const times = [...book.values()]
    .filter((message) => isWaiting(message, at, freshFor))
    .map(({ nextAttemptAt }) => nextAttemptAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** An attempt begins. */
export function begin(message: LastResortMessage, at: number): LastResortMessage {
  // Asking for the proof is no attempt.
  if (message.accepted) return { ...message, underWay: true };
  return { ...message, underWay: true, begunAt: at, attempts: message.attempts + 1 };
}

/** What came of an attempt. */
export function noteVerdict(message: LastResortMessage, verdict: AttemptVerdict): LastResortMessage {
  const ended = { ...message, underWay: false, accepted: undefined };
  switch (verdict.kind) {
    case 'delivered':
      return { ...ended, sent: { at: verdict.at, receipt: verdict.receipt }, error: undefined };
    case 'accepted':
      return {
        ...ended,
        accepted: { at: verdict.acceptedAt, receipt: verdict.receipt },
        nextAttemptAt: verdict.nextAttemptAt,
      };
    case 'retry':
      return { ...ended, nextAttemptAt: verdict.nextAttemptAt, error: verdict.error };
    case 'failed':
      return { ...ended, error: verdict.error, givenUp: true };
  }
}

/** The store is back: what nobody was sent is told as everything else is. */
export function withoutUnsent(book: LastResortBook): LastResortBook {
  return new Map([...book].filter(([, message]) => message.underWay || mayHaveArrived(message)));
}

/** Somebody may have got it, so that its end has to be told as well; only what was refused at once has surely reached nobody. */
function mayHaveArrived({ attempts, givenUp, sent }: LastResortMessage): boolean {
  return sent !== undefined || attempts > (givenUp ? 1 : 0);
}

function isWaiting(message: LastResortMessage, at: number, freshFor: number): boolean {
  const { underWay, sent, givenUp, accepted, wantedAt } = message;
  if (underWay || sent || givenUp) return false;
  return accepted !== undefined || (wantedAt !== undefined && Math.abs(at - wantedAt) <= freshFor);
}

function newMessage(receiver: string, signal: Signal, at: number): LastResortMessage {
  return {
    ...{ receiver, signal, since: at, wantedAt: at, attempts: 0, begunAt: undefined, underWay: false },
    ...{ nextAttemptAt: at, accepted: undefined, sent: undefined, error: undefined, givenUp: false },
  };
}

function wantedAgain(
  known: LastResortMessage,
  signal: Signal,
  at: number,
  refreshEvery: number | undefined,
): LastResortMessage {
  const forgotten =
    known.sent !== undefined && refreshEvery !== undefined && at - known.sent.at >= refreshEvery;
  if (forgotten && !known.underWay) return { ...known, wantedAt: at, sent: undefined, nextAttemptAt: at };
  // What is under way, or was sent, is kept as it was told.
  return known.underWay || known.attempts > 0
    ? { ...known, wantedAt: at }
    : { ...known, signal, wantedAt: at };
}

/** What became of a message, in words for a timeline: `oncall at 2026-07-15T02:14:05.000Z, receipt abc`. */
export function messageText({ receiver, sent, givenUp, error, accepted }: LastResortMessage): string {
  if (sent) return `${receiver} at ${new Date(sent.at).toISOString()}, receipt ${sent.receipt}`;
  if (accepted) return `${receiver} accepted it, and has not proven it`;
  return `${receiver} ${givenUp ? 'refused it' : 'may have got it'}: ${error ?? 'no answer yet'}`;
}
