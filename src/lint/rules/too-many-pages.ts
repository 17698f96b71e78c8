import { MOST_PAGES_PER_WEEK } from '../../core/backtest/replay-result.js';
import { knownHistory } from '../known-history.js';
import type { Rule } from '../rule.js';

/** SLOs that would have paged more than people bear. */
export const tooManyPages: Rule = {
  id: 'too-many-pages',
  severity: 'warning',
  title: `more than ${MOST_PAGES_PER_WEEK} pages a week`,
  explanation:
    'The last 30 days are replayed through the engine that pages. Who is woken more than five times a week stops looking; a page that waits is a ticket.',
  live: {
    needs: ['replay'],
    check: (slo, { replay }) => {
      if (replay === undefined || knownHistory(replay) === undefined) return [];
      const pages = replay.pagesPerWeek / replay.events.coverage;
      if (pages <= MOST_PAGES_PER_WEEK) return [];
      return [
        {
          slo,
          field: 'alerts',
          message: `${slo.id} would have paged ${Number(pages.toFixed(1))} times a week`,
          mend: 'mend what fails, or see which target and tiers would have kept quiet: firebreak backtest --vary',
        },
      ];
    },
  },
};
