import { HOUR } from '../time/duration.js';
import { groupKey, groupName, hasLabels, type LabelSet, type SloTemplate } from './slo-template.js';

/** A label set without a sample for this long (ms) has vanished; a pod that restarts is back sooner. */
export const VANISHED_AFTER = HOUR;

/** A label set that is an SLO. */
export interface KnownGroup {
  readonly labels: LabelSet;
  /** Since when (epoch ms) it is no longer found; undefined while it is. */
  readonly goneSince: number | undefined;
}

/** A label set as a source has it, with its events of late. */
export interface FoundGroup {
  readonly labels: LabelSet;
  readonly events: number;
}

/** What a source answers. It is not `whole` when there are more label sets than it may name; those have fewer events. */
export interface FoundGroups {
  readonly groups: readonly FoundGroup[];
  readonly whole: boolean;
}

/** A label set that is found and yet no SLO. */
export interface LeftOut {
  readonly labels: LabelSet;
  readonly because: 'over-the-cap' | 'no-name';
}

export interface ChosenGroups {
  /** In the order of their keys. */
  readonly groups: readonly KnownGroup[];
  /** Those with the most events first. */
  readonly leftOut: readonly LeftOut[];
  /** False when still others may be left out. */
  readonly whole: boolean;
}

/**
 * Which label sets are SLOs from now on. What is in stays in while it is found; what is new is taken while there is room, those with the most
 * events first; what has vanished is kept in the room that is left, the longest gone out first.
 */
export function chooseGroups(
  template: SloTemplate,
  known: readonly KnownGroup[],
  found: FoundGroups,
  at: number,
): ChosenGroups {
  const { grouping } = template;
  const keyOf = ({ labels }: Pick<FoundGroup, 'labels'>) => groupKey(grouping, labels);
  const before = new Map(
    known.filter(({ labels }) => hasLabels(grouping, labels)).map((group) => [keyOf(group), group]),
  );
  const there = new Map(byEvents(found.groups, keyOf).map((group) => [keyOf(group), group]));
  const named = [...there].filter(([, group]) => groupName(template, group.labels) !== undefined);
  const live = [
    ...named.filter(([key]) => before.has(key)),
    ...(found.whole ? [] : unseen(before, there)),
    ...named.filter(([key]) => !before.has(key)),
  ].map(([key]) => key);
  const taken = live.slice(0, grouping.max);
  const kept = [...before]
    .filter(([key]) => !live.includes(key))
    .map(([key, { goneSince }]) => ({ key, goneSince: Math.min(goneSince ?? at, at) }))
    .filter(({ goneSince }) => at - goneSince < grouping.keepMs)
    .sort((a, b) => b.goneSince - a.goneSince || compare(a.key, b.key))
    .slice(0, grouping.max - taken.length);
  const labelsOf = (key: string) => (there.get(key) ?? before.get(key))?.labels ?? {};
  const groups = [...taken.map((key) => ({ key, goneSince: undefined })), ...kept]
    .sort((a, b) => compare(a.key, b.key))
    .map(({ key, goneSince }): KnownGroup => ({ labels: labelsOf(key), goneSince }));
  const isTaken = new Set(taken);
  const isNamed = new Set(live);
  return {
    groups,
    whole: found.whole,
    leftOut: [...there]
      .filter(([key]) => !isTaken.has(key))
      .map(([key, { labels }]) => ({ labels, because: isNamed.has(key) ? 'over-the-cap' : 'no-name' })),
  };
}

function byEvents(
  groups: readonly FoundGroup[],
  keyOf: (group: FoundGroup) => string,
): readonly FoundGroup[] {
  return [...groups].sort((a, b) => b.events - a.events || compare(keyOf(a), keyOf(b)));
}

/** Of those that an answer in part does not name nothing is known: who was there is taken to be there still. */
function unseen(
  before: ReadonlyMap<string, KnownGroup>,
  there: ReadonlyMap<string, FoundGroup>,
): (readonly [string, KnownGroup])[] {
  return [...before].filter(([key, { goneSince }]) => !there.has(key) && goneSince === undefined);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
