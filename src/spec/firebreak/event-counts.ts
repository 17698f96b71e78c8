import { matcherText, selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector, CounterTerm, EventCount, Matcher } from '../../core/slo/sli.js';

/** `count` less `taken`; what is added and taken cancels out. */
function minus(count: EventCount, taken: EventCount): EventCount {
  const rest: CounterTerm[] = [...count];
  for (const term of taken) {
    const opposite: CounterTerm = { ...term, sign: term.sign === 1 ? -1 : 1 };
    const at = rest.findIndex(
      (each) => each.sign === term.sign && selectorText(each.selector) === selectorText(term.selector),
    );
    if (at === -1) rest.push(opposite);
    else rest.splice(at, 1);
  }
  return rest;
}

/** True when both count the same events. */
export function sameCount(a: EventCount, b: EventCount): boolean {
  return minus(a, b).length === 0;
}

/**
 * The bad events, from all and the good ones. Where the good ones are those of the total with one matcher more, the bad ones are those
 * with its opposite: one counter instead of a difference of two.
 */
export function badEvents(total: EventCount, good: EventCount): EventCount {
  const [all, kept] = [total[0], good[0]];
  const single = total.length === 1 && good.length === 1 && all?.sign === 1 && kept?.sign === 1;
  const rest = single ? complement(all.selector, kept.selector) : undefined;
  return rest ? [{ sign: 1, selector: rest }] : minus(total, good);
}

function complement(all: CounterSelector, kept: CounterSelector): CounterSelector | undefined {
  const texts = all.matchers.map(matcherText);
  const extra = kept.matchers.filter((matcher) => !texts.includes(matcherText(matcher)));
  const [only] = extra;
  const sameRest = all.metric === kept.metric && kept.matchers.length === all.matchers.length + 1;
  if (!only || extra.length !== 1 || !sameRest) return undefined;
  return { metric: all.metric, matchers: [...all.matchers, { ...only, op: OPPOSITES[only.op] }] };
}

const OPPOSITES: Readonly<Record<Matcher['op'], Matcher['op']>> = {
  '=': '!=',
  '!=': '=',
  '=~': '!~',
  '!~': '=~',
};
