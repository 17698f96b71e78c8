import type { IncidentOutlook, IncidentSummary } from '../../../../http/answers.js';
import { type Action, line, type RefusedOf } from './action.js';

/** What people think, find, decide and do. */
export function work(
  { mitigations }: Pick<IncidentSummary, 'mitigations'>,
  otherRollback: IncidentOutlook['otherRollback'],
  refusedOf: RefusedOf,
  people: readonly string[],
): readonly Action[] {
  const own = mitigations.findLast(
    ({ rollback }) => rollback?.outcome === 'taken' || rollback?.outcome === 'unknown',
  );
  const before = own
    ? `M${own.number}`
    : otherRollback && `M${otherRollback.mitigation} of ${otherRollback.incident}`;
  const again = typeof before === 'string';
  return [
    {
      id: 'hypothesis',
      label: 'State a hypothesis',
      key: 'h',
      group: 'Work',
      refused: refusedOf('hypothesis'),
      path: 'hypotheses',
      fields: [
        line('text', 'What the cause may be', { hint: 'There are 15 minutes to confirm it or rule it out.' }),
      ],
      does: 'State it',
    },
    {
      id: 'mitigation',
      label: 'Record a mitigation',
      key: 'm',
      group: 'Work',
      refused: refusedOf('mitigation'),
      path: 'mitigations',
      fields: [
        {
          name: 'what',
          label: 'Kind',
          kind: 'choice',
          options: [
            ['rollback', 'Roll back'],
            ['scale', 'Scale'],
            ['failover', 'Fail over'],
            ['flag', 'Switch a flag'],
            ['other', 'Something else'],
          ],
        },
        line('text', 'What is done', {
          hint: 'What the SLI shows before and after is written down beside it.',
        }),
      ],
      does: 'Record it',
    },
    {
      id: 'rollback',
      label: again ? 'Roll back once more' : 'Roll back',
      group: 'Work',
      refused: refusedOf('rollback'),
      path: 'rollback',
      fixed: { again },
      fields: [
        line('reason', 'Why', {
          hint: again
            ? `The hook was asked for this by ${before}: it is asked to do it once more.`
            : 'The hook of its service is asked to do it at once; nobody else has to agree.',
        }),
        line('version', 'To which version', { optional: true, hint: 'Left out: what was out before.' }),
      ],
      does: 'Have it rolled back',
      danger: true,
    },
    {
      id: 'finding',
      label: 'Record a finding',
      key: 'f',
      group: 'Work',
      refused: null,
      path: 'findings',
      fields: [line('text', 'What was found')],
      does: 'Record it',
    },
    {
      id: 'decision',
      label: 'Record a decision',
      key: 'd',
      group: 'Work',
      refused: null,
      path: 'decisions',
      fields: [
        line('text', 'What was decided'),
        line('decidedBy', 'By whom', { optional: true, hint: 'Left out: you.', suggested: people }),
      ],
      does: 'Record it',
    },
  ];
}

/** What becomes of a hypothesis. */
export function decideHypothesis(what: 'confirm' | 'rule-out' | 'extend', number: number): Action {
  const words = {
    confirm: ['Confirm', line('finding', 'What confirms it', { optional: true })],
    'rule-out': ['Rule out', line('finding', 'What rules it out')],
    extend: ['Extend', line('reason', 'Why it needs another 15 minutes', { hint: 'Once is possible.' })],
  } as const;
  const [word, field] = words[what];
  return {
    id: `${what}-${number}`,
    label: `${word} H${number}`,
    group: 'Work',
    refused: null,
    path: `hypotheses/${what}`,
    fixed: { hypothesis: number },
    fields: [field],
    does: word,
  };
}
