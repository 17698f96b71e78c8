import { type Action, type FieldSpec, line, type RefusedOf } from './action.js';

/** From one phase into another. */
export function moves(refusedOf: RefusedOf): readonly Action[] {
  const move = (
    step: 'investigating' | 'identified' | 'mitigating' | 'monitoring',
    label: string,
    said: FieldSpec,
    key?: string,
  ): Action => ({
    id: step,
    label,
    ...(key === undefined ? {} : { key }),
    group: 'Move on',
    refused: refusedOf(step),
    path: 'phase',
    fixed: { to: step },
    fields: [said],
    does: label,
  });
  return [
    {
      id: 'acknowledge',
      label: 'Acknowledge',
      key: 'a',
      group: 'Move on',
      refused: refusedOf('acknowledge'),
      path: 'ack',
      fields: [],
      does: 'Acknowledge',
    },
    move(
      'investigating',
      'Investigate',
      line('text', 'Note', { optional: true, hint: 'Going back from a later phase needs the reason.' }),
      'i',
    ),
    move('identified', 'Cause is identified', line('text', 'What the cause is'), 'c'),
    move('mitigating', 'Mitigate', line('text', 'What is done against it')),
    move('monitoring', 'Watch its recovery', line('text', 'Note', { optional: true }), 'w'),
    {
      id: 'resolved',
      label: 'Resolve',
      key: 'x',
      group: 'Move on',
      refused: refusedOf('resolved'),
      path: 'phase',
      fixed: { to: 'resolved' },
      fields: [line('text', 'Note', { optional: true })],
      does: 'Resolve',
    },
  ];
}

/** How it ends, and how it begins again. */
export function ends(refusedOf: RefusedOf): readonly Action[] {
  return [
    {
      id: 'override',
      label: 'Resolve without proof of recovery',
      group: 'End',
      refused: refusedOf('override'),
      path: 'phase',
      fixed: { to: 'resolved' },
      fields: [line('override', 'Why it is over although nothing proves it')],
      does: 'Resolve it all the same',
      danger: true,
    },
    {
      id: 'close',
      label: 'Close with a verdict',
      key: 'v',
      group: 'End',
      refused: refusedOf('close'),
      path: 'close',
      fields: [
        {
          name: 'verdict',
          label: 'The alert was',
          kind: 'choice',
          options: [
            ['real', 'real'],
            ['false-positive', 'a false positive'],
          ],
        },
        line('reason', 'Why this is the verdict'),
      ],
      does: 'Close it',
    },
    {
      id: 'reopen',
      label: 'Open it again',
      group: 'End',
      refused: refusedOf('reopen'),
      path: 'reopen',
      fields: [line('reason', 'Why')],
      does: 'Open it again',
    },
  ];
}
