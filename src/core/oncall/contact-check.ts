import { HOUR, MINUTE } from '../time/duration.js';

/** How long the code of a test is taken. */
export const CODE_HOLDS = 10 * MINUTE;
/** How often a code may be guessed. */
const MOST_TRIES = 5;
/** How soon the next test of one contact may follow, and how many in an hour: a test rings like a page. */
const BETWEEN_TESTS = MINUTE;
const MOST_AN_HOUR = 5;

/** What is known of one contact of somebody: its last test, and who has shown that it arrives. Instants are epoch ms. */
export interface ContactCheck {
  /** Of person, receiver and address: another address is another contact, of which nothing is known. */
  readonly digest: string;
  readonly person: string;
  readonly receiver: string;
  /** Grows by one with each change, from 1: of two changes at once one is refused. */
  readonly revision: number;
  readonly test: ContactTest;
  /** When tests were sent within an hour before the last; that one too. */
  readonly sentAt: readonly number[];
  readonly verified: ContactVerification | undefined;
}

/** A test that was sent. */
export interface ContactTest {
  readonly at: number;
  readonly by: string;
  /** Its message in the outbox. */
  readonly messageId: string;
  readonly codeDigest: string;
  readonly expiresAt: number;
  /** Wrong codes so far. */
  readonly wrong: number;
  /** When its code was given, ran out, or was guessed at too often; undefined while it is waited for. */
  readonly endedAt: number | undefined;
}

/** Somebody has given the code of a test. */
export interface ContactVerification {
  readonly at: number;
  readonly by: string;
  readonly testedAt: number;
  /** The provider's proof of that test; undefined where it had given none by then. */
  readonly receipt: string | undefined;
}

/** Why no test may be sent now, in words; undefined when one may. */
export function whyNoTest(check: ContactCheck | undefined, at: number): string | undefined {
  if (!check) return undefined;
  const { test, sentAt } = check;
  if (at < test.at + BETWEEN_TESTS)
    return `the last test was sent ${secondsText(at - test.at)} ago: wait a minute`;
  const within = sentAt.filter((each) => each > at - HOUR);
  if (within.length < MOST_AN_HOUR) return undefined;
  const free = new Date((within[within.length - MOST_AN_HOUR] ?? at) + HOUR);
  return `${MOST_AN_HOUR} tests were sent within an hour: the next can be sent from ${free.toISOString()}`;
}

/** The contact after a test was sent. What was verified stays so: the contact is the same. */
export function withTest(
  before: ContactCheck | undefined,
  contact: Pick<ContactCheck, 'digest' | 'person' | 'receiver'>,
  test: Omit<ContactTest, 'wrong' | 'endedAt' | 'expiresAt'>,
): ContactCheck {
  const earlier = (before?.sentAt ?? []).filter((each) => each > test.at - HOUR);
  return {
    ...contact,
    revision: (before?.revision ?? 0) + 1,
    test: { ...test, expiresAt: test.at + CODE_HOLDS, wrong: 0, endedAt: undefined },
    sentAt: [...earlier, test.at],
    verified: before?.verified,
  };
}

/** Whether its code is still taken. */
export function waitsForCode({ test }: ContactCheck, at: number): boolean {
  return test.endedAt === undefined && at < test.expiresAt;
}

/** The contact after its code was given. */
export function withCode(
  check: ContactCheck,
  by: string,
  at: number,
  receipt: string | undefined,
): ContactCheck {
  const { test } = check;
  return {
    ...check,
    revision: check.revision + 1,
    test: { ...test, endedAt: at },
    verified: { at, by, testedAt: test.at, receipt },
  };
}

/** The contact after a wrong code was given; after the last that is taken the test is over. */
export function withWrongCode(check: ContactCheck, at: number): ContactCheck {
  const wrong = check.test.wrong + 1;
  const endedAt = wrong >= MOST_TRIES ? at : undefined;
  return { ...check, revision: check.revision + 1, test: { ...check.test, wrong, endedAt } };
}

/** How many wrong codes are still borne. */
export function triesLeft({ test }: ContactCheck): number {
  return MOST_TRIES - test.wrong;
}

/** The contact after the time of its test is up. */
export function withTestEnded(check: ContactCheck, at: number): ContactCheck {
  return { ...check, revision: check.revision + 1, test: { ...check.test, endedAt: at } };
}

/** A code as it is compared: people write it in small letters, with blanks or hyphens. */
export function plainCode(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '');
}

function secondsText(ms: number): string {
  return `${Math.max(0, Math.floor(ms / 1000))} s`;
}
