import { errorBudget, type Slo } from '../core/slo/slo.js';
import { formatDuration, SECOND } from '../core/time/duration.js';
import { incrementsExpression } from './increments.js';
import { budgetInterval, countingInterval, otherWindows, pageWindows } from './intervals.js';
import { infoLabels } from './labels.js';
import {
  BUDGET_REMAINING,
  BURN_RATE,
  ERROR_RATIO,
  EVENTS,
  INCREMENT,
  INFO,
  LABELS,
  OF,
  RUNNING_TOTAL,
  TARGET,
  WINDOW_SECONDS,
} from './names.js';
import { numberText } from './number-text.js';
import type { RecordingRule } from './rule-group.js';
import { seriesLabels, seriesText } from './series.js';
import { type Beat, eventRules, windowRules } from './windows.js';

/**
 * Counting goes on over a pause of the rules (Prometheus down, the file taken out for a while) of up to this long. After more, a new
 * run begins at zero, and no difference is taken between two runs.
 */
const LONGEST_PAUSE = '3h';

/**
 * Two groups that are due at the same instant come in any order, so that a running total of now may be there, or not yet, while the one
 * of a window ago is. What is a second old is the same for both.
 */
const APART = SECOND;

/** What was counted since the last evaluation, the running total of it, and from that the windows of pages. */
export function countingRules(slo: Slo): RecordingRule[] {
  const { of, run } = LABELS;
  const labels = seriesLabels(slo);
  const increment = seriesText(INCREMENT, slo);
  const total = seriesText(RUNNING_TOTAL, slo);
  const interval = countingInterval(slo);
  const step = formatDuration(interval);
  return [
    { record: INCREMENT, expr: incrementsExpression(slo.sli, interval), labels },
    {
      record: RUNNING_TOTAL,
      expr:
        `last_over_time(${total}[${LONGEST_PAUSE}] offset ${step}) + on (${of}) group_left () ${increment}\n` +
        `or on (${of}) 0 * count_values by (${of}) ("${run}", 0 * ${increment} + time())`,
      labels,
    },
    ...judgedWindows(slo, pageWindows(slo), { severity: 'page', interval, lag: 0, increment }),
  ];
}

/** Everything that moves slowly: the other windows, the ratio of all of them, the budget, and what the SLO says of itself. */
export function budgetRules(slo: Slo): RecordingRule[] {
  const labels = seriesLabels(slo);
  const sloWindow = slo.objective.sloWindow.durationMs;
  const beat: Beat = { severity: 'ticket', interval: budgetInterval(slo), lag: APART };
  const windows = [...pageWindows(slo), ...otherWindows(slo)].sort((a, b) => a - b);
  return [
    ...windowRules(slo, windows),
    ...judgedWindows(slo, otherWindows(slo), beat),
    { record: ERROR_RATIO, expr: ratioText(slo, windows, [LABELS.severity]), labels },
    {
      record: BUDGET_REMAINING,
      expr: `1 - ${seriesText(ERROR_RATIO, slo, { windows: [sloWindow] })} / ${numberText(errorBudget(slo.objective))}`,
      labels: seriesLabels(slo, sloWindow),
    },
    {
      record: TARGET,
      expr: `vector(${numberText(slo.objective.target)})`,
      labels: seriesLabels(slo, sloWindow),
    },
    { record: INFO, expr: 'vector(1)', labels: infoLabels(slo) },
  ];
}

/** Events and burn rate of some windows. */
function judgedWindows(slo: Slo, windows: readonly number[], beat: Beat): RecordingRule[] {
  if (windows.length === 0) return [];
  const seen = seriesText(EVENTS, slo, { of: [OF.seconds], windows });
  const whole = seriesText(WINDOW_SECONDS, slo, { windows });
  return [
    ...eventRules(slo, windows, beat),
    {
      record: BURN_RATE,
      expr: `${ratioText(slo, windows)}\n* on (${LABELS.window}) ${seen} / on (${LABELS.window}) ${whole} / ${numberText(errorBudget(slo.objective))}`,
      labels: { ...seriesLabels(slo), [LABELS.severity]: beat.severity },
    },
  ];
}

/** @param dropped labels that the ratio does not keep */
function ratioText(slo: Slo, windows: readonly number[], dropped: readonly string[] = []): string {
  const sum = (of: Parameters<typeof seriesText>[2]) =>
    `sum without (${[LABELS.of, ...dropped].join(', ')}) (${seriesText(EVENTS, slo, { ...of, windows })})`;
  return `${sum({ of: [OF.bad] })} / (${sum({ of: [OF.good, OF.bad] })} > 0)`;
}
