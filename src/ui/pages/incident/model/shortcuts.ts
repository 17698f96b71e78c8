import type { Action } from './action.js';

/** Keys that go somewhere and begin no action. */
export const PLACES = [
  ['?', 'This help'],
  ['k', 'All commands (also Ctrl K)'],
  ['n', 'Add to the timeline'],
  ['/', 'Search the timeline'],
  ['u', 'To the updates'],
  ['t', 'Take the first role that is open'],
] as const;

/** The commands whose name or reason holds every word, those that can be done first. */
export function matching(actions: readonly Action[], text: string): readonly Action[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = actions.filter(({ label, id }) =>
    words.every((word) => `${label} ${id}`.toLowerCase().includes(word)),
  );
  return [
    ...found.filter(({ refused }) => refused === null),
    ...found.filter(({ refused }) => refused !== null),
  ];
}
