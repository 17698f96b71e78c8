import { aboutDays, knownHistory } from '../known-history.js';
import type { Rule } from '../rule.js';

/** Few events without an error are no wonder. */
const ENOUGH_EVENTS = 1000;

/** SLOs that nothing has ever broken, not even a little. */
export const neverAnError: Rule = {
  id: 'never-an-error',
  severity: 'warning',
  title: 'an SLO that has never had a bad event',
  explanation:
    'Real services fail now and then. Not one bad event among thousands, in a week or more, mostly means that the selector of bad events finds none.',
  live: {
    needs: ['replay'],
    check: (slo, { replay, absent = [] }) => {
      const known = replay && knownHistory(replay);
      // Selectors that find nothing are told as that.
      if (known === undefined || replay === undefined || absent.length > 0) return [];
      const { bad, total } = replay.events;
      if (bad > 0 || total < ENOUGH_EVENTS) return [];
      return [
        {
          slo,
          field: 'bad',
          message: `${slo.id} has had no bad event among ${Math.round(total)} in ${aboutDays(known)}`,
          mend: 'make an error on purpose and see whether it is counted; check label names and values',
        },
      ];
    },
  },
};
