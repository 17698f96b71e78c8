import type { EscalationStep } from '../../../escalation/escalation-policy.js';
import type { OnCallRule } from '../rule.js';

/** Escalations that end with those who have not answered already. */
export const escalationGoesNowhere: OnCallRule = {
  code: 'escalation-goes-nowhere',
  severity: 'warning',
  title: 'an escalation that ends where it began',
  explanation:
    'Who has slept through the first page sleeps through the last. To ask the same people again, repeat the whole; the last step is for somebody else.',
  check: ({ plan }) =>
    [...plan.escalations.values()].flatMap(({ id, steps }) => {
      const [first, ...others] = steps;
      const last = others.at(-1);
      if (!first || (last && targetsOf(first) !== targetsOf(last))) return [];
      return [
        {
          subject: ['escalations', id, 'steps', steps.length - 1],
          message: last
            ? `the last step of ${id} calls the same as the first`
            : `${id} has one step: who does not answer is not followed by anybody`,
          mend: 'end with somebody who can act when nobody else answers: a manager, or everybody in the team',
        },
      ];
    }),
};

function targetsOf({ targets }: EscalationStep): string {
  const keys = targets.map((target) =>
    JSON.stringify(Object.entries(target).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  return [...new Set(keys)].sort().join();
}
