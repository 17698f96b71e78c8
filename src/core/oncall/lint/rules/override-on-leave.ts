import type { OnCallRule } from '../rule.js';
import { stretchText } from '../words.js';

/** Overrides that have somebody answer who is away. */
export const overrideOnLeave: OnCallRule = {
  code: 'override-on-leave',
  severity: 'warning',
  title: 'an override by somebody who is on leave',
  explanation:
    'An override holds whoever is on leave, as somebody has said so: one of the two is mostly a mistake.',
  check: ({ plan, at }) =>
    [...plan.schedules.values()].flatMap((schedule) =>
      schedule.overrides.flatMap((override, index) => {
        const leave = schedule.leaves.find(
          ({ person, from, to }) =>
            person === override.person && to > at && from < override.to && to > override.from,
        );
        if (!leave || override.to <= at) return [];
        return [
          {
            subject: ['schedules', schedule.id, 'overrides', index],
            message: `${override.person} is to answer in ${schedule.id} from ${stretchText(schedule.timeZone, override)}, and is on leave from ${stretchText(schedule.timeZone, leave)}`,
            mend: 'give the override to somebody else, or end the leave before it',
          },
        ];
      }),
    ),
};
