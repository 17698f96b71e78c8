import { groupBy } from '../../core/group-by.js';
import { matcherText, quote, selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector, Matcher } from '../../core/slo/sli.js';
import { literal } from './label-match.js';

/** Somebody's counter, under a name that is his own. */
export interface Wanted<Key> {
  readonly key: Key;
  readonly selector: CounterSelector;
}

/** One aggregation: its selector finds exactly the series of all members, and the label `by` tells members apart. */
export interface GroupedQuery<Key> {
  readonly selector: string;
  /** Undefined when the query answers with one series, for all members. */
  readonly by: string | undefined;
  /** By the value of the label `by`; by the empty text when there is none. */
  readonly members: ReadonlyMap<string, readonly Key[]>;
}

/** At most this many values of a label in one query. */
const MOST_VALUES = 50;

interface Candidate {
  readonly label: string;
  readonly value: string;
  /** The other matchers, sorted. */
  readonly rest: readonly string[];
  /** The selector without the value of this label. */
  readonly signature: string;
}

/**
 * Plans aggregating queries for many counters: those that differ in the value of one label share a query, grouped by that label.
 * Unlike a raw read nothing can be told apart afterwards, so a query's selector finds its members' series and no others.
 */
export function planGroups<Key>(wanted: readonly Wanted<Key>[]): GroupedQuery<Key>[] {
  const frequency = new Map<string, number>();
  const candidates = new Map(wanted.map((each) => [each, candidatesOf(each.selector)]));
  for (const { signature } of [...candidates.values()].flat()) {
    frequency.set(signature, (frequency.get(signature) ?? 0) + 1);
  }
  const chosen = [...candidates].map(([each, own]) => ({ each, open: mostFrequent(own, frequency) }));
  const groups = groupBy(chosen, ({ each, open }) => open?.signature ?? selectorText(each.selector));
  return [...groups.values()].flatMap((group): GroupedQuery<Key>[] => {
    const [first] = group;
    if (!first) return [];
    const { selector } = first.each;
    if (!first.open) {
      return [
        {
          selector: selectorText(selector),
          by: undefined,
          members: new Map([['', group.map(({ each }) => each.key)]]),
        },
      ];
    }
    const { label, rest } = first.open;
    const byValue = groupBy(group, ({ open }) => open?.value ?? '');
    return chunks([...byValue.keys()].sort(), MOST_VALUES).map((values) => ({
      selector: `${selector.metric}{${[valuesText(label, values), ...rest].join(', ')}}`,
      by: label,
      members: new Map(
        values.map((value) => [value, (byValue.get(value) ?? []).map(({ each }) => each.key)]),
      ),
    }));
  });
}

function candidatesOf({ metric, matchers }: CounterSelector): Candidate[] {
  return matchers.filter(isEquality).map((matcher) => {
    const rest = matchers
      .filter((other) => other !== matcher)
      .map(matcherText)
      .sort();
    return {
      label: matcher.label,
      value: matcher.value,
      rest,
      signature: [metric, matcher.label, ...rest].join('\n'),
    };
  });
}

function isEquality({ op, value }: Matcher): boolean {
  return op === '=' && value !== '';
}

function mostFrequent(
  candidates: readonly Candidate[],
  frequency: ReadonlyMap<string, number>,
): Candidate | undefined {
  const count = ({ signature }: Candidate) => frequency.get(signature) ?? 0;
  const best = candidates.reduce<Candidate | undefined>(
    (top, next) => (top === undefined || count(next) > count(top) ? next : top),
    undefined,
  );
  return best && count(best) > 1 ? best : undefined;
}

function valuesText(label: string, values: readonly string[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? `${label}=${quote(only)}`
    : `${label}=~${quote(values.map(literal).join('|'))}`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}
