import type { OnCallRule } from '../rule.js';

/** Teams whose primary is alone. */
export const noEscalation: OnCallRule = {
  code: 'no-escalation',
  severity: 'warning',
  title: 'a team without an escalation policy',
  explanation:
    'When its on-call does not answer, nobody else is asked, unless the severity of the incident has an escalation policy of its own.',
  check: ({ plan }) =>
    [...plan.teams.values()].flatMap(({ name, escalation }) => {
      if (escalation !== undefined && plan.escalations.has(escalation)) return [];
      return [
        {
          subject: escalation === undefined ? ['teams', name] : ['teams', name, 'escalation'],
          message:
            escalation === undefined
              ? `${name} has no escalation policy`
              : `${name} escalates by ${escalation}, which there is not`,
          mend: 'write an escalation policy: primary, 5 minutes later the secondary, then the manager',
        },
      ];
    }),
};
