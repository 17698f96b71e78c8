import { selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector, Matcher } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import { compilePattern } from '../../promql/pattern.js';
import type { Finding, Rule } from '../rule.js';

/** Bad or good events of which the matchers say that the total does not count them. */
export const errorsOutsideTotal: Rule = {
  id: 'errors-outside-total',
  severity: 'error',
  title: 'bad or good events that are no part of the total',
  explanation:
    'The share of bad events means something only when each of them is counted in the total as well. Where the total has a matcher that the other side lacks or contradicts, the share can pass 100 %, or good events exceed all events. Regular expressions on both sides are not compared.',
  check: (slos) => slos.flatMap(checkSlo),
};

function checkSlo(slo: Slo): Finding[] {
  const { bad, total } = slo.sli;
  for (const { selector } of bad) {
    if (selector.meaning || selector.expression) continue;
    const alike = total.filter((term) => familyOf(term.selector) === familyOf(selector));
    const strays = alike.map((term) => strayMatcher(selector, term.selector));
    const [stray] = strays;
    if (!stray || strays.includes(undefined)) continue;
    const own = selector.matchers.some(({ label }) => label === stray.label);
    const why = own ? `these have another ${stray.label}` : `these are not restricted by ${stray.label}`;
    return [
      {
        slo,
        field: 'bad',
        message: `${selectorText(selector)} is no part of the total, which counts ${stray.label}${stray.op}"${stray.value}" only: ${why}`,
        mend: `put the same matcher on ${stray.label} on both sides`,
      },
    ];
  }
  return [];
}

/** The matcher of the whole that events of the part do not, or need not, meet; undefined when there is none that tells. */
function strayMatcher(part: CounterSelector, whole: CounterSelector): Matcher | undefined {
  return whole.matchers.find((matcher) => matcher.label !== 'le' && !mayMeet(part, matcher));
}

function mayMeet(part: CounterSelector, wanted: Matcher): boolean {
  const own = part.matchers.filter(({ label }) => label === wanted.label);
  const exact = own.find(({ op }) => op === '=');
  // Two patterns, or a negation beside one, are not compared: what is said has to be true.
  return exact ? accepts(wanted, exact.value) : own.length > 0;
}

function accepts({ op, value }: Matcher, text: string): boolean {
  if (op === '=' || op === '!=') return (text === value) === (op === '=');
  const pattern = compilePattern(value);
  return !pattern.ok || pattern.matches(text) === (op === '=~');
}

/** The parts of one histogram count the same events. */
function familyOf({ metric }: CounterSelector): string {
  return metric.replace(/_(bucket|count|sum)$/, '');
}
