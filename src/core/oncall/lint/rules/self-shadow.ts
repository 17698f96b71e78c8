import type { OnCallRule } from '../rule.js';

/** Shadows that follow nobody else. */
export const selfShadow: OnCallRule = {
  code: 'self-shadow',
  severity: 'warning',
  title: 'a shadow of oneself',
  explanation: 'Nobody is told besides the one who answers anyway, and no newcomer learns by it.',
  check: ({ plan, at }) =>
    [...plan.schedules.values()].flatMap(({ id, shadows }) =>
      shadows.flatMap(({ person, of, to }, index) =>
        person === of && to > at
          ? [
              {
                subject: ['schedules', id, 'shadows', index, 'of'],
                message: `${person} is a shadow of ${of} in ${id}: that is the same person`,
                mend: 'name whom they follow, somebody who answers then',
              },
            ]
          : [],
      ),
    ),
};
