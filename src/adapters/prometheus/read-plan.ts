import { groupBy } from '../../core/group-by.js';
import { literalPattern, matcherText, quote } from '../../core/slo/selector-text.js';
import type { Matcher } from '../../core/slo/sli.js';
import type { ReadRequest } from '../../engine/ports.js';
import { type Batch, halve, type Member, MOST_VALUES } from './batch.js';
import { isRecorded, planRecorded } from './recorded-reads.js';
import { isStepped, planStepped } from './stepped-reads.js';

/** What a plan is made for. */
export type Planned = Pick<ReadRequest, 'key' | 'selectors'>;

/** Counters of one request that one query reads in the same instant. */
interface Group {
  readonly metrics: readonly string[];
  /** Matchers that all members share. */
  readonly base: readonly Matcher[];
  /** Restriction of the buckets to read, as a regular expression; undefined when there is none. */
  readonly le: string | undefined;
  readonly members: readonly Member[];
}

/**
 * Plans the queries for a set of requests over the same time: selectors of a request that are narrower than another of its selectors
 * are read with it (and told apart by their labels), and requests that differ in one label's value share a query. What the
 * generated rules record is read in bulk.
 */
export function planReads(requests: readonly ReadRequest[]): Batch[] {
  const recorded = requests.filter(isRecorded);
  const others = requests.filter((request) => !isRecorded(request));
  return [...planRecorded(recorded), ...planRaw(others)];
}

/** The plan of what is not recorded; it depends on nothing but the selectors. */
export function planRaw(requests: readonly Planned[]): Batch[] {
  return [...planStepped(requests), ...planSeries(requests)];
}

function planSeries(requests: readonly Planned[]): Batch[] {
  const groups = requests.flatMap(groupSelectors);
  const frequency = new Map<string, number>();
  for (const group of groups) {
    for (const { signature } of wildcards(group)) {
      frequency.set(signature, (frequency.get(signature) ?? 0) + 1);
    }
  }
  const shared = new Map<string, { label: string; groups: Group[] }>();
  const batches: Batch[] = [];
  for (const group of groups) {
    const best = mostFrequent(wildcards(group), frequency);
    if (!best) {
      batches.push(singleBatch(group));
      continue;
    }
    const bundle = shared.get(best.signature) ?? { label: best.label, groups: [] };
    bundle.groups.push(group);
    shared.set(best.signature, bundle);
  }
  for (const { label, groups: bundle } of shared.values()) batches.push(...mergeGroups(label, bundle));
  return batches;
}

/** The wildcard that most groups share; undefined when the group stands alone. */
function mostFrequent(candidates: readonly Wildcard[], frequency: ReadonlyMap<string, number>) {
  let best: Wildcard | undefined;
  let most = 1;
  for (const candidate of candidates) {
    const count = frequency.get(candidate.signature) ?? 0;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

function groupSelectors({ key, selectors }: Planned): Group[] {
  const members = selectors
    .map((selector, index) => ({ key, index, selector, base: withoutLe(selector.matchers) }))
    .filter(({ selector }) => !isStepped(selector))
    .sort((a, b) => a.base.length - b.base.length);
  const groups: { base: readonly Matcher[]; members: Member[] }[] = [];
  for (const { base, ...member } of members) {
    const broader = groups.find((group) => isSubset(group.base, base));
    if (broader) broader.members.push(member);
    else groups.push({ base, members: [member] });
  }
  return groups.map((group) => ({
    ...group,
    metrics: [...new Set(group.members.map((member) => member.selector.metric))].sort(),
    le: bucketRestriction(group.members),
  }));
}

/** `le=~"0\\.4|"` reads one bucket together with the count, which has no `le`. */
function bucketRestriction(members: readonly Member[]): string | undefined {
  const wanted = members.map(({ selector }) => {
    const le = selector.matchers.filter((matcher) => matcher.label === 'le');
    if (le.length === 0) return selector.metric.endsWith('_bucket') ? undefined : '';
    const [only] = le;
    if (le.length > 1 || !only) return undefined;
    return only.op === '=' ? literalPattern(only.value) : only.op === '=~' ? only.value : undefined;
  });
  if (wanted.includes(undefined) || wanted.every((le) => le === '')) return undefined;
  return [...new Set(wanted)].sort().reverse().join('|');
}

interface Wildcard {
  readonly label: string;
  readonly signature: string;
}

/** For each `label="value"` of a group, what the group looks like when that value is left open. */
function wildcards(group: Group): Wildcard[] {
  return group.base
    .filter((matcher) => matcher.op === '=')
    .map((matcher) => {
      const rest = group.base.filter((other) => other !== matcher).map(matcherText);
      const parts = [group.metrics.join('|'), group.le ?? '', matcher.label, ...rest.sort()];
      return { label: matcher.label, signature: parts.join('\n') };
    });
}

function mergeGroups(label: string, groups: readonly Group[]): Batch[] {
  const byValue = groupBy(groups, (group) => valueOf(group, label));
  const values = [...byValue.keys()].sort();
  const batches: Batch[] = [];
  for (let i = 0; i < values.length; i += MOST_VALUES) {
    const some = values.slice(i, i + MOST_VALUES);
    const batch = mergedBatch(
      label,
      some.flatMap((value) => byValue.get(value) ?? []),
    );
    if (batch) batches.push(batch);
  }
  return batches;
}

function singleBatch(group: Group): Batch {
  const selector = groupText(group, group.base.map(matcherText));
  return { selector, members: group.members, by: [], halves: () => undefined };
}

/** One query for groups that differ in the label's value; undefined without groups. */
function mergedBatch(label: string, groups: readonly Group[]): Batch | undefined {
  const [first] = groups;
  if (!first) return undefined;
  const values = [...new Set(groups.map((group) => valueOf(group, label)))];
  const rest = first.base.filter((matcher) => matcher.label !== label).map(matcherText);
  const matcher =
    values.length === 1
      ? `${label}=${quote(values[0] ?? '')}`
      : `${label}=~${quote(values.map(literalPattern).join('|'))}`;
  return {
    selector: groupText(first, [matcher, ...rest]),
    members: groups.flatMap((group) => group.members),
    by: [label],
    halves: () => (groups.length < 2 ? undefined : halve(groups, (some) => mergedBatch(label, some))),
  };
}

function groupText(group: Group, matchers: readonly string[]): string {
  const all = [...matchers, ...(group.le === undefined ? [] : [`le=~${quote(group.le)}`])];
  const [only] = group.metrics;
  if (group.metrics.length === 1 && only !== undefined) {
    return all.length === 0 ? only : `${only}{${all.join(', ')}}`;
  }
  return `{${[`__name__=~${quote(group.metrics.map(literalPattern).join('|'))}`, ...all].join(', ')}}`;
}

function valueOf(group: Group, label: string): string {
  return group.base.find((matcher) => matcher.label === label && matcher.op === '=')?.value ?? '';
}

function withoutLe(matchers: readonly Matcher[]): readonly Matcher[] {
  return matchers.filter((matcher) => matcher.label !== 'le');
}

function isSubset(part: readonly Matcher[], whole: readonly Matcher[]): boolean {
  const texts = new Set(whole.map(matcherText));
  return part.every((matcher) => texts.has(matcherText(matcher)));
}
