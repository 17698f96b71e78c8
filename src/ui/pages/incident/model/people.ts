import type { IncidentSummary, OnCallStatus } from '../../../../http/answers.js';
import { ROLE_LIST, ROLE_WORDS, type Role, SEVERITY_LIST } from '../../../words/incidents.js';
import { type Action, line, type RefusedOf } from './action.js';

/** How bad it is, and who else is needed. */
export function people(
  { id, status, phase, severity, service }: IncidentSummary,
  refusedOf: RefusedOf,
): readonly Action[] {
  const over = status === 'resolved' ? `${id} is ${phase}` : null;
  return [
    {
      id: 'severity',
      label: 'Change the severity',
      key: 's',
      group: 'Severity',
      refused: refusedOf('severity') ?? over,
      path: 'severity',
      fields: [
        {
          name: 'severity',
          label: 'Severity',
          kind: 'choice',
          initial: severity,
          options: SEVERITY_LIST.map((each) => [each, each.toUpperCase()] as const),
        },
        line('reason', 'Why', { optional: true, hint: 'Lowering it needs a reason.' }),
      ],
      does: 'Set it',
    },
    {
      id: 'concern',
      label: 'Report a concern',
      group: 'Severity',
      refused: refusedOf('concern'),
      path: 'concerns',
      fields: [
        {
          name: 'concern',
          label: 'What was reported',
          kind: 'choice',
          options: [
            ['paying-customer', 'A paying customer is hit: at least SEV2'],
            ['data-integrity', 'Data may be lost or wrong: SEV1'],
          ],
        },
        line('text', 'What was said', { optional: true }),
      ],
      does: 'Report it',
    },
    {
      id: 'escalate',
      label: 'Escalate',
      key: 'e',
      group: 'People',
      refused: refusedOf('escalate'),
      path: 'escalate',
      fields: [
        line('reason', 'Why more people are needed', {
          hint: 'The next step is called at once, whoever has answered.',
        }),
      ],
      does: 'Call the next step',
    },
    {
      id: 'team',
      label: 'Give it to a team',
      group: 'People',
      refused: over,
      path: 'team',
      fields: [line('team', 'Team')],
      does: 'Give it',
    },
    {
      id: 'gate',
      label: `Override the gate of ${service}`,
      group: 'People',
      refused: null,
      path: '/api/v1/gate/override',
      fixed: { service },
      fields: [
        {
          name: 'decision',
          label: 'Decision',
          kind: 'choice',
          options: [
            ['allow', 'Open it although the budget is spent'],
            ['block', 'Freeze the service'],
            ['end', 'Let the budget decide again'],
          ],
        },
        line('for', 'For how long', {
          optional: true,
          hint: 'Up to 7d: 2h, 30m. None with the end.',
          initial: '2h',
        }),
        line('reason', 'Why'),
      ],
      does: 'Override it',
    },
  ];
}

/** Takes the first role that nobody holds. @param own empty when nobody knows who looks */
export function takeOpenRole({ id, status, phase, roles }: IncidentSummary, own: string): Action {
  const role = ROLE_LIST.find((each) => (roles[each] ?? null) === null);
  const refused =
    status === 'resolved'
      ? `${id} is ${phase}`
      : role === undefined
        ? 'every role has somebody'
        : own === ''
          ? 'log in first, with your name'
          : null;
  const taken = takeRole(role ?? 'commander', own);
  return refused === null ? taken : { ...taken, label: 'Take a role', refused };
}

/** Takes a role oneself. */
export function takeRole(role: Role, own: string): Action {
  return ofRole({
    id: `take-${role}`,
    label: `Take ${ROLE_WORDS[role]}`,
    path: 'roles',
    fixed: { role, to: own },
    does: 'Take it',
  });
}

export function releaseRole(role: Role): Action {
  return ofRole({
    id: `release-${role}`,
    label: `Release ${ROLE_WORDS[role]}`,
    path: 'roles/release',
    fixed: { role },
    does: 'Release it',
  });
}

function ofRole(own: Pick<Action, 'id' | 'label' | 'path' | 'fixed' | 'does'>): Action {
  return { ...own, group: 'People', refused: null, fields: [] };
}

/** Gives a role to somebody. */
export function giveRole(role: Role, holder: string | null, people: readonly string[]): Action {
  const name = ROLE_WORDS[role];
  return {
    id: `give-${role}`,
    label: `Give ${name}`,
    group: 'People',
    refused: null,
    path: 'roles',
    fixed: { role },
    fields: [line('to', holder === null ? 'To' : `To, instead of ${holder}`, { suggested: people })],
    does: `Make ${name}`,
  };
}

/** Names that are suggested where somebody is named: who is on call, and who is in it already. */
export function namesOf(
  onCall: OnCallStatus | undefined,
  { roles, acknowledgedBy, calls }: Pick<IncidentSummary, 'roles' | 'acknowledgedBy' | 'calls'>,
): readonly string[] {
  const all = [
    ...Object.values(roles),
    acknowledgedBy,
    ...calls.map(({ person }) => person),
    ...(onCall?.schedules ?? []).flatMap(({ now, next }) => [now?.person, next?.onCall?.person]),
  ];
  return [...new Set(all.flatMap((name) => name ?? []))];
}
