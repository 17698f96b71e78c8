import { formatDuration, MINUTE } from '../../../time/duration.js';
import type { OnCallRule } from '../rule.js';

/** How long the first, second and third have. */
const MOST = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE];

/** Escalations that leave a page unanswered for longer than they need to. */
export const slowEscalation: OnCallRule = {
  code: 'slow-escalation',
  severity: 'hint',
  title: 'an escalation that waits for long',
  explanation:
    'A primary who has not answered in 5 minutes sleeps through it. The secondary has 10, the manager 15, and whoever comes then is called at once.',
  check: ({ plan }) =>
    [...plan.escalations.values()].flatMap(({ id, steps, repeat }) =>
      steps.flatMap(({ timeout }, index) => {
        const most = MOST[index];
        const waits = index + 1 < steps.length || repeat > 0;
        if (most === undefined || !waits || timeout <= most) return [];
        return [
          {
            subject: ['escalations', id, 'steps', index, 'wait'],
            message: `step ${index + 1} of ${id} waits ${formatDuration(timeout)} for an answer, and ${formatDuration(most)} are enough`,
            mend: `wait ${formatDuration(most)}`,
          },
        ];
      }),
    ),
};
