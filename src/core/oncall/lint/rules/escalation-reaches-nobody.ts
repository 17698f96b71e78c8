import { whyNobody } from '../reach-of-target.js';
import type { OnCallRule } from '../rule.js';

/** Steps that only let time pass. */
export const escalationReachesNobody: OnCallRule = {
  code: 'escalation-reaches-nobody',
  severity: 'error',
  title: 'a step of an escalation that reaches nobody',
  explanation: 'Nobody is called, and the next step waits until it has timed out.',
  check: (roster) =>
    [...roster.plan.escalations.values()].flatMap(({ id, steps }) =>
      steps.flatMap(({ targets }, index) => {
        const reasons = targets.map((target) => whyNobody(roster, id, target));
        if (reasons.some((reason) => reason === undefined)) return [];
        return [
          {
            subject: ['escalations', id, 'steps', index],
            message: `step ${index + 1} of ${id} reaches nobody in 13 weeks: ${[...new Set(reasons)].join('; ')}`,
            mend: 'name somebody who can be reached, or leave the step out',
          },
        ];
      }),
    ),
};
