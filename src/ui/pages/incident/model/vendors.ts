import type { IncidentOutlook, IncidentSummary } from '../../../../http/answers.js';
import { spanText } from '../../../words/times.js';
import { type Action, line } from './action.js';

type Vendor = IncidentOutlook['vendors'][number];

/** `enterprise, 24x7 · they know us as 4711 · they promise an answer within 15m`. */
export function termsOf({ contract, account, responseMs }: Vendor): string {
  return [
    contract,
    account === null ? null : `they know us as ${account}`,
    responseMs === null ? 'they promise no time' : `they promise an answer within ${spanText(responseMs)}`,
  ]
    .filter((term) => term !== null)
    .join(' · ');
}

/** Where a route leads when it is followed; undefined for a receiver, which is told by the daemon. */
export function hrefOf({ via, to }: Vendor['routes'][number]): string | undefined {
  switch (via) {
    case 'url':
      return to;
    case 'phone':
      return `tel:${to.replace(/[^\d+]/g, '')}`;
    case 'email':
      return `mailto:${to}`;
    case 'receiver':
      return undefined;
  }
}

/** What becomes due of the cases that vendors have not answered: what they promised, and the next of their escalation steps. */
export function vendorDues(vendors: readonly Vendor[]) {
  return vendors.flatMap(({ id, name, open, steps }) => {
    if (open === null || open.answeredAt !== null) return [];
    const after = (ms: number) => new Date(Date.parse(open.openedAt) + ms).toISOString();
    const step = steps[open.steps];
    return [
      ...(open.promisedMs === null
        ? []
        : [{ key: `${id} answer`, text: `${name} answers V${open.number}`, at: after(open.promisedMs) }]),
      ...(step === undefined
        ? []
        : [
            {
              key: `${id} step`,
              text: `V${open.number} goes by ${step.route}, if ${name} does not answer`,
              at: after(step.afterMs),
            },
          ]),
    ];
  });
}

/** What can be done with a vendor now. */
export function vendorActions(
  { id, name, open }: Vendor,
  incident: Pick<IncidentSummary, 'id' | 'phase' | 'status'>,
): readonly Action[] {
  const base = { group: 'Vendors', fixed: { vendor: id } } as const;
  if (open === null) {
    return [
      {
        ...base,
        id: `vendor-open-${id}`,
        label: `Open a case with ${name}`,
        refused: incident.status === 'resolved' ? `${incident.id} is ${incident.phase}` : null,
        path: 'vendors',
        fields: [
          line('reason', 'What they are needed for', {
            hint: 'What they promise is timed from now on, and their steps fall due until they answer.',
          }),
        ],
        does: 'Open it',
      },
    ];
  }
  const answered: Action = {
    ...base,
    id: `vendor-answered-${id}`,
    label: `${name} has answered V${open.number}`,
    refused: null,
    path: 'vendors/answered',
    fields: [
      line('text', 'What they say', { optional: true }),
      line('reference', 'What they call the case', { optional: true }),
    ],
    does: 'Write it down',
  };
  const close: Action = {
    ...base,
    id: `vendor-closed-${id}`,
    label: `Close V${open.number} with ${name}`,
    refused: null,
    path: 'vendors/closed',
    fields: [line('text', 'What came of it')],
    does: 'Close it',
  };
  return open.answeredAt === null ? [answered, close] : [close];
}
