import type { IncidentSummary } from '../../../../http/answers.js';
import { SEVERITY_LIST } from '../../../words/incidents.js';
import { type Action, line, type RefusedOf } from './action.js';

/** What ties it to other incidents. @param ids those of others that are open */
export function relations(
  { service, mergedInto }: IncidentSummary,
  refusedOf: RefusedOf,
  ids: readonly string[],
): readonly Action[] {
  return [
    {
      id: 'merge',
      label: 'Merge it into another one',
      group: 'Related',
      refused: refusedOf('merge'),
      path: 'merge',
      fields: [
        line('into', 'Into', {
          suggested: ids,
          hint: 'Work goes on there; this one stays as the record of its alert.',
        }),
      ],
      does: 'Merge it',
    },
    ...(mergedInto === null
      ? []
      : [
          {
            id: 'unmerge',
            label: `Take it out of ${mergedInto} again`,
            group: 'Related',
            refused: refusedOf('unmerge'),
            path: 'unmerge',
            fields: [],
            does: 'Take it out',
          } as const,
        ]),
    {
      id: 'split',
      label: 'Split off another problem',
      group: 'Related',
      refused: null,
      path: 'split',
      fields: [
        line('title', 'What the other problem is'),
        {
          name: 'severity',
          label: 'Severity',
          kind: 'choice',
          initial: 'sev3',
          options: SEVERITY_LIST.map((each) => [each, each.toUpperCase()] as const),
        },
        line('service', 'Service', { optional: true, hint: `Left out: ${service}.` }),
        {
          name: 'entries',
          label: 'Entries that belong to it',
          kind: 'numbers',
          optional: true,
          hint: 'Numbers of the timeline, apart by spaces.',
        },
      ],
      does: 'Split it off',
    },
    {
      id: 'part',
      label: 'Make another one a part of it',
      group: 'Related',
      refused: refusedOf('part'),
      path: 'children',
      fields: [
        line('child', 'The part', { suggested: ids }),
        line('team', 'Team that owns the part', { optional: true }),
      ],
      does: 'Make it a part',
    },
  ];
}
