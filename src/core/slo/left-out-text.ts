import type { ChosenGroups } from './choose-groups.js';
import { labelSetText, type SloTemplate } from './slo-template.js';

/** Label sets that are named one by one. */
const MOST_NAMED = 5;

/** Why not every label set is an SLO, and which are not; undefined when all are. */
export function leftOutText({ grouping }: SloTemplate, { leftOut, whole }: ChosenGroups): string | undefined {
  if (leftOut.length === 0) return undefined;
  const over = leftOut.filter(({ because }) => because === 'over-the-cap');
  const unnamed = leftOut.filter(({ because }) => because === 'no-name');
  const told = [
    over.length > 0 &&
      `${whole ? '' : 'at least '}${count(over.length)} left out, because there are ${grouping.max} SLOs at most: ${names(over)}`,
    unnamed.length > 0 &&
      `${count(unnamed.length)} left out, because the values are too long: ${names(unnamed)}`,
  ];
  return told.filter((text) => text !== false).join('; ');
}

function count(sets: number): string {
  return `${sets} label ${sets === 1 ? 'set is' : 'sets are'}`;
}

function names(leftOut: ChosenGroups['leftOut']): string {
  const named = leftOut.slice(0, MOST_NAMED).map(({ labels }) => shortened(labelSetText(labels)));
  const more = leftOut.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}
