import { matcherText, selectorText } from '../../core/slo/selector-text.js';
import type { CounterTerm, EventCount, Matcher } from '../../core/slo/sli.js';
import { isWithin } from './check-counts.js';
import { matcherPolarity, type Polarity } from './label-polarity.js';

/** Which side of the ratio the numerator counts, with the reason that `explain` prints. */
export type PolarityVerdict =
  | { readonly kind: 'decided'; readonly polarity: Polarity; readonly reason: string }
  | { readonly kind: 'undecided'; readonly reason: string }
  | { readonly kind: 'contradictory'; readonly reason: string };

interface Vote {
  readonly polarity: Polarity;
  readonly because: string;
}

const BAD_WORDS = new Set(
  'error errors err fail fails failed failure failures exception exceptions timeout timeouts rejected rejections dropped invalid bad unsuccessful aborted 5xx 4xx'.split(
    ' ',
  ),
);
const GOOD_WORDS = new Set('success successes successful succeeded ok good passed valid 2xx'.split(' '));

const NEGATIONS = new Set('no non not without free within never zero un'.split(' '));

/**
 * Decides from what the numerator says beyond the denominator: the matchers, and words of the metric's name. A term that is
 * taken away speaks for the other side. It decides only when all that speaks says the same, and the denominator can be all events.
 */
export function decidePolarity(numerator: EventCount, denominator: EventCount): PolarityVerdict {
  const stray = strayTerm(numerator, denominator);
  if (stray !== undefined) return { kind: 'undecided', reason: stray };
  const votes = numerator.flatMap((term) => votesOf(term, denominator));
  const [first] = votes;
  if (!first) {
    return {
      kind: 'undecided',
      reason: 'neither the matchers nor the names of the metrics tell good events from bad ones',
    };
  }
  const other = votes.find((vote) => vote.polarity !== first.polarity);
  if (other) return { kind: 'contradictory', reason: `${first.because}, but ${other.because}` };
  const aside = first.polarity === 'good' ? asideMatcher(numerator, denominator) : undefined;
  if (aside !== undefined) {
    return {
      kind: 'undecided',
      reason: `${matcherText(aside)} restricts only the good events, so that all others would count as bad`,
    };
  }
  const reasons = [...new Set(votes.map((vote) => vote.because))].join(', ');
  return {
    kind: 'decided',
    polarity: first.polarity,
    reason: `${reasons}, so the numerator counts ${first.polarity} events`,
  };
}

/** The denominator has to count everything: also what the numerator counts, and not only successes or only failures. */
function strayTerm(numerator: EventCount, denominator: EventCount): string | undefined {
  for (const term of numerator) {
    const alike = denominator.filter((whole) => whole.selector.metric === term.selector.metric);
    if (alike.length > 0 && !alike.some((whole) => isWithin(term, whole))) {
      const [whole] = alike;
      return `${selectorText(term.selector)} is not a part of ${whole ? selectorText(whole.selector) : 'the denominator'}`;
    }
  }
  if (denominator.length > 1) return undefined;
  const metrics = new Set(numerator.flatMap(({ selector }) => wordsOf(selector.metric)));
  for (const { selector } of denominator) {
    const polar = wordsOf(selector.metric).find(
      (word) => !metrics.has(word) && (BAD_WORDS.has(word) || GOOD_WORDS.has(word)),
    );
    if (polar !== undefined) return `"${polar}" in ${selector.metric} does not sound like all events`;
  }
  return undefined;
}

/** A matcher of the good events that says nothing of good or bad (`path!="/health"`), and that the denominator lacks. */
function asideMatcher(numerator: EventCount, denominator: EventCount): Matcher | undefined {
  return numerator
    .filter(
      (term) =>
        term.sign === 1 && denominator.some((whole) => whole.selector.metric === term.selector.metric),
    )
    .flatMap((term) => extraMatchers(term, denominator))
    .find((matcher) => matcher.label !== 'le' && matcherPolarity(matcher) === undefined);
}

function extraMatchers({ selector }: CounterTerm, denominator: EventCount): Matcher[] {
  return selector.matchers.filter((matcher) => !denominator.every((whole) => holds(whole, matcher)));
}

function votesOf(term: CounterTerm, denominator: EventCount): Vote[] {
  const isWhole = denominator.length === 1 && sameSelector(term, denominator[0]);
  if (isWhole) return [];
  const { metric } = term.selector;
  const extra = extraMatchers(term, denominator);
  const told = [
    ...extra.flatMap((matcher) => voteOfMatcher(matcher, metric)),
    ...votesOfName(metric, denominator),
  ];
  return term.sign === 1
    ? told
    : told.map(({ polarity, because }) => ({
        polarity: opposite(polarity),
        because: `${because} and is taken away`,
      }));
}

function voteOfMatcher(matcher: Matcher, metric: string): Vote[] {
  if (matcher.label === 'le') {
    if (!metric.endsWith('_bucket')) return [];
    return [{ polarity: 'good', because: `${matcherText(matcher)} keeps what was fast enough` }];
  }
  const polarity = matcherPolarity(matcher);
  if (polarity === undefined) return [];
  const negative = matcher.op === '!=' || matcher.op === '!~';
  const verb =
    polarity === 'good'
      ? negative
        ? 'excludes errors'
        : 'keeps successes'
      : negative
        ? 'excludes successes'
        : 'keeps errors';
  return [{ polarity, because: `${matcherText(matcher)} ${verb}` }];
}

function votesOfName(metric: string, denominator: EventCount): Vote[] {
  const common = denominator
    .map(({ selector }) => new Set(wordsOf(selector.metric)))
    .reduce((all, words) => new Set([...all].filter((word) => words.has(word))));
  const words = wordsOf(metric);
  // "requests_without_errors": what is denied cannot be told from single words.
  if (words.some((word) => NEGATIONS.has(word))) return [];
  return words
    .filter((word) => !common.has(word))
    .flatMap((word): Vote[] => {
      if (BAD_WORDS.has(word)) return [{ polarity: 'bad', because: `"${word}" in ${metric} names errors` }];
      if (GOOD_WORDS.has(word))
        return [{ polarity: 'good', because: `"${word}" in ${metric} names successes` }];
      return [];
    });
}

function wordsOf(metric: string): string[] {
  return metric
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_:]+/);
}

function holds({ selector }: CounterTerm, matcher: Matcher): boolean {
  return selector.matchers.some((own) => matcherText(own) === matcherText(matcher));
}

function sameSelector(a: CounterTerm, b: CounterTerm | undefined): boolean {
  return b !== undefined && sortedText(a) === sortedText(b);
}

function sortedText({ selector }: CounterTerm): string {
  const matchers = [...selector.matchers].sort((a, b) => (matcherText(a) < matcherText(b) ? -1 : 1));
  return selectorText({ ...selector, matchers });
}

export function opposite(polarity: Polarity): Polarity {
  return polarity === 'good' ? 'bad' : 'good';
}
