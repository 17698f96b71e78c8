import { quote } from '../core/slo/selector-text.js';
import { errorBudget, type Slo } from '../core/slo/slo.js';
import { formatDuration, SECOND } from '../core/time/duration.js';
import { incrementsExpression } from './increments.js';
import { budgetInterval, countingInterval, otherWindows, pageWindows } from './intervals.js';
import { infoLabels } from './labels.js';
import {
  ALLOWED_RATIO,
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
import { type Family, familyLabels, seriesLabels, seriesText, sharedSeriesText } from './series.js';
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
export function countingRules(family: Family): RecordingRule[] {
  const [first] = family;
  const { slo, of, run } = LABELS;
  const increment = seriesText(INCREMENT, family);
  const total = seriesText(RUNNING_TOTAL, family);
  const interval = countingInterval(first);
  return [
    ...family.map((one) => ({
      record: INCREMENT,
      expr: incrementsExpression(one.sli, interval),
      labels: seriesLabels(one),
    })),
    {
      record: RUNNING_TOTAL,
      expr:
        `last_over_time(${total}[${LONGEST_PAUSE}] offset ${formatDuration(interval)}) + on (${slo}, ${of}) group_left () ${increment}\n` +
        `or on (${slo}, ${of}) 0 * count_values by (${slo}, ${of}) ("${run}", 0 * ${increment} + time())`,
      labels: familyLabels(family),
    },
    ...judgedWindows(family, pageWindows(first), { severity: 'page', interval, lag: 0, increment }),
  ];
}

/** Everything that moves slowly: the other windows, the ratio of all of them, and the budget. */
export function budgetRules(family: Family): RecordingRule[] {
  const [first] = family;
  const labels = familyLabels(family);
  const sloWindow = first.objective.sloWindow.durationMs;
  const beat: Beat = { severity: 'ticket', interval: budgetInterval(first), lag: APART };
  const windows = [...pageWindows(first), ...otherWindows(first)].sort((a, b) => a - b);
  const allowed = family.map(
    ({ name, objective }) =>
      `label_replace(vector(${numberText(errorBudget(objective))}), "${LABELS.slo}", ${quote(name)}, "", "")`,
  );
  return [
    ...windowRules(family, windows),
    { record: ALLOWED_RATIO, expr: allowed.join('\nor '), labels },
    ...judgedWindows(family, otherWindows(first), beat),
    { record: ERROR_RATIO, expr: ratioText(family, windows, [LABELS.severity]), labels },
    {
      record: BUDGET_REMAINING,
      expr: `1 - ${seriesText(ERROR_RATIO, family, { windows: [sloWindow] })} ${overAllowed(family)}`,
      labels: { ...labels, [LABELS.window]: formatDuration(sloWindow) },
    },
  ];
}

/** What an SLO says of itself. */
export function metadataRules(slo: Slo): RecordingRule[] {
  return [
    {
      record: TARGET,
      expr: `vector(${numberText(slo.objective.target)})`,
      labels: seriesLabels(slo, slo.objective.sloWindow.durationMs),
    },
    { record: INFO, expr: 'vector(1)', labels: infoLabels(slo) },
  ];
}

/** Events and burn rate of some windows. */
function judgedWindows(family: Family, windows: readonly number[], beat: Beat): RecordingRule[] {
  if (windows.length === 0) return [];
  const { slo, window } = LABELS;
  const seen = seriesText(EVENTS, family, { of: [OF.seconds], windows });
  return [
    ...eventRules(family, windows, beat),
    {
      record: BURN_RATE,
      expr:
        `${ratioText(family, windows)}\n* on (${slo}, ${window}) ${seen}` +
        ` / on (${window}) group_left () ${sharedSeriesText(WINDOW_SECONDS, family, { windows })} ${overAllowed(family)}`,
      labels: { ...familyLabels(family), [LABELS.severity]: beat.severity },
    },
  ];
}

function overAllowed(family: Family): string {
  return `/ on (${LABELS.slo}) group_left () ${seriesText(ALLOWED_RATIO, family)}`;
}

/** @param dropped labels that the ratio does not keep */
function ratioText(family: Family, windows: readonly number[], dropped: readonly string[] = []): string {
  const sum = (of: Parameters<typeof seriesText>[2]) =>
    `sum without (${[LABELS.of, ...dropped].join(', ')}) (${seriesText(EVENTS, family, { ...of, windows })})`;
  return `${sum({ of: [OF.bad] })} / (${sum({ of: [OF.good, OF.bad] })} > 0)`;
}
