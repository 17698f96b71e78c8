import { literalPattern, matcherText, quote } from '../core/slo/selector-text.js';
import type { CounterSelector, Matcher, Sli } from '../core/slo/sli.js';
import { LABELS, OF } from './names.js';

/**
 * Where one label tells bad events from good ones of the same metric, the series are read once and told apart by that label; undefined
 * for SLIs that are made otherwise.
 * @param growth PromQL for the growth of each series of a selector
 */
export function classified(sli: Sli, growth: (selector: CounterSelector) => string): string | undefined {
  const [total, ...more] = sli.total;
  if (total?.sign !== 1 || more.length > 0) return undefined;
  const [first, second, ...others] = sli.bad;
  if (!first || others.length > 0 || first.sign !== 1) return undefined;
  if ([total, first, ...(second ? [second] : [])].some(({ selector }) => !isPlain(selector)))
    return undefined;
  if (!second) return toldApart(total.selector, first.selector, OF.bad, OF.good, growth);
  const isTotal = matchersOf(first.selector) === matchersOf(total.selector);
  if (!isTotal || second.sign !== -1) return undefined;
  return toldApart(total.selector, second.selector, OF.good, OF.bad, growth);
}

function isPlain({ meaning, native }: CounterSelector): boolean {
  return !meaning && !native;
}

/** `part` is the total with one more matcher; its events are of one kind, the rest of the other. */
function toldApart(
  total: CounterSelector,
  part: CounterSelector,
  kind: string,
  rest: string,
  growth: (selector: CounterSelector) => string,
): string | undefined {
  const all = new Set(total.matchers.map(matcherText));
  const extra = part.matchers.filter((matcher) => !all.has(matcherText(matcher)));
  const [matcher] = extra;
  const narrows = part.metric === total.metric && part.matchers.length === total.matchers.length + 1;
  if (!narrows || !matcher || extra.length > 1) return undefined;
  const excludes = matcher.op === '!=' || matcher.op === '!~';
  const [usual, matching] = excludes ? [kind, rest] : [rest, kind];
  const of = quote(LABELS.of);
  // Told apart when few are left: relabelling is the dearest that can be done to a series.
  const growths = `sum by (${matcher.label}) (${growth(total)})`;
  return `label_replace(label_replace(${growths}, ${of}, "${usual}", "", ""), ${of}, "${matching}", ${quote(matcher.label)}, ${quote(patternOf(matcher))})`;
}

function patternOf({ op, value }: Matcher): string {
  return op === '=' || op === '!=' ? literalPattern(value) : value;
}

function matchersOf({ metric, matchers }: CounterSelector): string {
  return [metric, ...matchers.map(matcherText).sort()].join('\n');
}
