import { windowReach, windowText } from '../../core/slo/slo-window.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Rule } from '../rule.js';

/** Windows that reach further back than Prometheus. */
export const windowBeyondRetention: Rule = {
  id: 'window-beyond-retention',
  severity: 'warning',
  title: 'an SLO window that is longer than samples are kept',
  explanation:
    'The generated rules and a daemon without a past of its own read the whole window from Prometheus. What it has dropped is unknown: the budget then rests on a part of its window. A Prometheus says how long it keeps samples; others (Thanos, Mimir) do not, and are not judged.',
  live: {
    needs: ['retentionMs'],
    check: (slo, { retentionMs }) => {
      const { sloWindow } = slo.objective;
      if (retentionMs === undefined || windowReach(sloWindow) <= retentionMs) return [];
      return [
        {
          slo,
          field: 'window',
          message: `the window of ${windowText(sloWindow)} reaches back further than Prometheus, which keeps ${formatDuration(retentionMs)}`,
          mend: `shorten the window, or keep samples for longer: --storage.tsdb.retention.time=${formatDuration(windowReach(sloWindow))}`,
        },
      ];
    },
  },
};
