import { matcherText } from '../../core/slo/selector-text.js';
import type { Matcher } from '../../core/slo/sli.js';
import { compilePattern } from '../../promql/pattern.js';

/** Which events: `good` or `bad`. */
export type Polarity = 'good' | 'bad';

/** What a label may say of an event: values that mean good and values that mean bad. */
interface Universe {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const codes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

const HTTP_CODES: Universe = { good: codes(200, 399), bad: codes(400, 599) };
const HTTP_CLASSES: Universe = { good: ['2xx', '3xx'], bad: ['4xx', '5xx'] };
const GRPC_CODES: Universe = {
  good: ['OK'],
  bad: [
    'Canceled',
    'Unknown',
    'InvalidArgument',
    'DeadlineExceeded',
    'NotFound',
    'AlreadyExists',
    'PermissionDenied',
    'ResourceExhausted',
    'FailedPrecondition',
    'Aborted',
    'OutOfRange',
    'Unimplemented',
    'Internal',
    'Unavailable',
    'DataLoss',
    'Unauthenticated',
  ],
};
const WORDS: Universe = {
  good: [
    'success',
    'successful',
    'succeeded',
    'ok',
    'good',
    'pass',
    'passed',
    'completed',
    'delivered',
    'accepted',
  ],
  bad: [
    'error',
    'errors',
    'err',
    'fail',
    'failed',
    'failure',
    'failures',
    'exception',
    'timeout',
    'timed_out',
    'rejected',
    'denied',
    'dropped',
    'bad',
    'aborted',
    'unavailable',
    'server_error',
  ],
};

const STATUS_LABEL = /(^|_)(status|code|class)($|_)/;
const GOOD_LABEL = /(^|_)(success|successful|succeeded|ok|healthy)($|_)/;
const BAD_LABEL = /(^|_)(error|errors|failed|failure|exception)($|_)/;

const MOST_KEPT = 1000;
const kept = new Map<string, Polarity | undefined>();

/** Which side one matcher keeps; undefined when it does not tell (a route, a method). */
export function matcherPolarity(matcher: Matcher): Polarity | undefined {
  const text = matcherText(matcher);
  if (kept.has(text)) return kept.get(text);
  const polarity = decide(matcher);
  if (kept.size < MOST_KEPT) kept.set(text, polarity);
  return polarity;
}

function decide(matcher: Matcher): Polarity | undefined {
  const accepts = predicate(matcher);
  if (!accepts) return undefined;
  for (const universe of universesOf(matcher.label.toLowerCase())) {
    const side = sideOf(universe, accepts);
    if (side !== undefined) return side;
  }
  return undefined;
}

const DENIED_LABEL = /(^|_)(no|non|not|without)($|_)/;

function universesOf(label: string): Universe[] {
  if (DENIED_LABEL.test(label)) return [];
  const truth = ['true', '1', 'yes'];
  const falsehood = ['false', '0', 'no'];
  if (BAD_LABEL.test(label))
    return [
      { good: [''], bad: ['true', 'some error'] },
      { good: falsehood, bad: truth },
    ];
  if (GOOD_LABEL.test(label)) return [{ good: truth, bad: falsehood }];
  const statuses = STATUS_LABEL.test(label) ? [HTTP_CODES, HTTP_CLASSES, inEveryCase(GRPC_CODES)] : [];
  return [...statuses, inEveryCase(WORDS)];
}

/** A matcher tells when it keeps only one side, or all of one side and not all of the other. */
function sideOf({ good, bad }: Universe, accepts: (value: string) => boolean): Polarity | undefined {
  const goodKept = good.filter(accepts).length;
  const badKept = bad.filter(accepts).length;
  const nothingTold =
    (goodKept === 0 && badKept === 0) || (goodKept === good.length && badKept === bad.length);
  if (nothingTold) return undefined;
  if (goodKept === 0) return 'bad';
  if (badKept === 0 || goodKept === good.length) return 'good';
  return badKept === bad.length ? 'bad' : undefined;
}

function inEveryCase({ good, bad }: Universe): Universe {
  const cases = (words: readonly string[]) =>
    words.flatMap((word) => [
      word,
      word.toLowerCase(),
      word.toUpperCase(),
      word.charAt(0).toUpperCase() + word.slice(1),
    ]);
  return { good: cases(good), bad: cases(bad) };
}

function predicate({ op, value }: Matcher): ((candidate: string) => boolean) | undefined {
  if (op === '=') return (candidate) => candidate === value;
  if (op === '!=') return (candidate) => candidate !== value;
  const pattern = compilePattern(value);
  return pattern.ok ? (candidate) => pattern.matches(candidate) === (op === '=~') : undefined;
}
