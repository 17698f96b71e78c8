import { groupBy } from '../../core/group-by.js';
import { literalPattern, matcherText, quote, selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector } from '../../core/slo/sli.js';

/** Somebody's counter, under a key of his own. */
export interface Wanted<Key> {
  readonly key: Key;
  readonly selector: CounterSelector;
  /** The counter that shows which targets are being scraped: the total that it is a part of, or itself. */
  readonly watched: CounterSelector;
}

/** One aggregation: its selector finds exactly the series of all members, and the label `by` tells members apart. */
export interface GroupedQuery<Key> {
  readonly selector: string;
  readonly watched: string;
  /** Undefined when the query answers with one series, for all members. */
  readonly by: string | undefined;
  /** By the value of the label `by`; by the empty text when there is none. */
  readonly members: ReadonlyMap<string, readonly Key[]>;
}

/** At most this many values of a label in one query. */
const MOST_VALUES = 50;

/** A selector whose value of one label is left open. */
interface Open {
  readonly label: string;
  readonly value: string;
  /** What is left of the counter and of the watched one. */
  readonly counter: CounterSelector;
  readonly watched: CounterSelector;
  readonly signature: string;
}

/**
 * Plans aggregating queries for many counters: those that differ in the value of one label share a query, grouped by that label.
 * Unlike a raw read nothing can be told apart afterwards, so a query's selector finds its members' series and no others.
 */
export function planGroups<Key>(wanted: readonly Wanted<Key>[]): GroupedQuery<Key>[] {
  const candidates = new Map(wanted.map((each) => [each, opened(each)]));
  const frequency = new Map<string, number>();
  for (const { signature } of [...candidates.values()].flat()) {
    frequency.set(signature, (frequency.get(signature) ?? 0) + 1);
  }
  const shared = new Map<string, { open: Open; key: Key }[]>();
  const alone = new Map<string, Wanted<Key>[]>();
  for (const [each, own] of candidates) {
    const open = mostFrequent(own, frequency);
    if (open) append(shared, open.signature, { open, key: each.key });
    else append(alone, `${selectorText(each.selector)}\n${selectorText(each.watched)}`, each);
  }
  return [...[...shared.values()].flatMap(queriesOf), ...[...alone.values()].flatMap(queryOf)];
}

function opened<Key>({ selector, watched }: Wanted<Key>): Open[] {
  return selector.matchers.flatMap((matcher): Open[] => {
    if (matcher.op !== '=' || matcher.value === '') return [];
    const text = matcherText(matcher);
    const counter = without(selector, text);
    const rest = without(watched, text);
    if (!counter || !rest) return [];
    const { label, value } = matcher;
    const signature = [label, selectorText(counter), selectorText(rest)].join('\n');
    return [{ label, value, counter, watched: rest, signature }];
  });
}

/** The selector less one matcher, the others sorted; undefined when it does not have it. */
function without({ metric, matchers }: CounterSelector, text: string): CounterSelector | undefined {
  const rest = matchers.filter((matcher) => matcherText(matcher) !== text);
  if (rest.length === matchers.length) return undefined;
  return { metric, matchers: rest.sort((a, b) => (matcherText(a) < matcherText(b) ? -1 : 1)) };
}

function mostFrequent(candidates: readonly Open[], frequency: ReadonlyMap<string, number>): Open | undefined {
  const count = ({ signature }: Open) => frequency.get(signature) ?? 0;
  const best = candidates.reduce<Open | undefined>(
    (top, next) => (top === undefined || count(next) > count(top) ? next : top),
    undefined,
  );
  return best && count(best) > 1 ? best : undefined;
}

function queriesOf<Key>(group: readonly { open: Open; key: Key }[]): GroupedQuery<Key>[] {
  const [first] = group;
  if (!first) return [];
  const { label, counter, watched } = first.open;
  const byValue = groupBy(group, ({ open }) => open.value);
  const values = [...byValue.keys()].sort();
  return Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, n) => {
    const some = values.slice(n * MOST_VALUES, (n + 1) * MOST_VALUES);
    const matcher = valuesText(label, some);
    return {
      selector: withMatcher(counter, matcher),
      watched: withMatcher(watched, matcher),
      by: label,
      members: new Map(some.map((value) => [value, (byValue.get(value) ?? []).map(({ key }) => key)])),
    };
  });
}

function queryOf<Key>(group: readonly Wanted<Key>[]): GroupedQuery<Key>[] {
  const [first] = group;
  if (!first) return [];
  const members = new Map([['', group.map(({ key }) => key)]]);
  const [selector, watched] = [selectorText(first.selector), selectorText(first.watched)];
  return [{ selector, watched, by: undefined, members }];
}

function withMatcher({ metric, matchers }: CounterSelector, text: string): string {
  return `${metric}{${[text, ...matchers.map(matcherText)].join(', ')}}`;
}

function valuesText(label: string, values: readonly string[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? `${label}=${quote(only)}`
    : `${label}=~${quote(values.map(literalPattern).join('|'))}`;
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
