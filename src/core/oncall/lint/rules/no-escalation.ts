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
      if (escalation === undefined)
        return [
          {
            subject: ['teams', name],
            message: `${name} has no escalation policy`,
            mend: 'write an escalation policy: primary, 5 minutes later the secondary, then the manager',
          },
        ];
      // A name that nothing has is an error of the files, and then the team is not in the plan.
      return [
        {
          subject: ['teams', name, 'escalation'],
          message: `the escalation policy ${escalation} of ${name} is broken, and not in force`,
          mend: 'mend what is told of it where it stands',
        },
      ];
    }),
};
