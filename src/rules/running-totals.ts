import { quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, HOUR, SECOND } from '../core/time/duration.js';
import { incrementsExpression } from './increments.js';
import { alertInterval, ruleWindows } from './intervals.js';
import { EARLIER_TOTAL, EVENTS, INCREMENT, LABELS, OF, RUNNING_TOTAL, WINDOW_SECONDS } from './names.js';
import type { RecordingRule } from './rule-group.js';
import { seriesLabels, seriesText } from './series.js';

/**
 * Counting goes on over a pause of the rules (Prometheus down, the file taken out for a while) of up to this long. After more, a new
 * run begins at zero, and no difference is taken between two runs.
 */
const LONGEST_PAUSE = '1d';

/**
 * Prometheus holds the last two hours and more in memory, where a look-up costs next to nothing. An expression that reaches further
 * opens every block in between for each of its selectors, so farther windows have a rule each that looks up one instant.
 */
const IN_MEMORY = 2 * HOUR;

/** What was counted since the last evaluation, the running total of it, and from that the events of every window. */
export function countingRules(slo: Slo): RecordingRule[] {
  const labels = seriesLabels(slo);
  const increments = seriesText(INCREMENT, slo);
  const total = seriesText(RUNNING_TOTAL, slo);
  const step = formatDuration(alertInterval(slo));
  const windows = ruleWindows(slo);
  return [
    { record: WINDOW_SECONDS, expr: windowsExpression(windows), labels },
    { record: INCREMENT, expr: incrementsExpression(slo.sli, alertInterval(slo)), labels },
    {
      record: RUNNING_TOTAL,
      expr:
        `last_over_time(${total}[${LONGEST_PAUSE}] offset ${step})\n` +
        `+ on (${LABELS.of}) group_left () ${increments}\n` +
        `or on (${LABELS.of})\n` +
        `0 * count_values by (${LABELS.of}) ("${LABELS.run}", 0 * ${increments} + time()) and on () ${seriesText(INCREMENT, slo, { of: OF.all })}`,
      labels,
    },
    ...windows
      .filter((windowMs) => windowMs > IN_MEMORY)
      .map((windowMs) => ({
        record: EARLIER_TOTAL,
        expr: `${total} offset ${formatDuration(windowMs)}`,
        labels: seriesLabels(slo, windowMs),
      })),
    { record: EVENTS, expr: eventsExpression(slo, windows, total, step), labels },
  ];
}

function windowsExpression(windows: readonly number[]): string {
  return windows.map((windowMs) => inWindow(`vector(${windowMs / SECOND})`, windowMs)).join('\nor ');
}

/**
 * The running total less what it was one window ago. Where there is no such instant (a young run, a pause at the window's far edge)
 * the window grows by what is counted; and one that has nothing yet begins at zero.
 */
function eventsExpression(slo: Slo, windows: readonly number[], total: string, step: string): string {
  const near = windows.filter((windowMs) => windowMs <= IN_MEMORY);
  const earlier = [
    ...near.map((windowMs) => inWindow(`${total} offset ${formatDuration(windowMs)}`, windowMs)),
    ...(near.length < windows.length ? [seriesText(EARLIER_TOTAL, slo)] : []),
  ];
  const { of, run, window } = LABELS;
  const begin = Object.values(OF).map(
    (kind) =>
      `or on (${of}, ${window})\n0 * ${seriesText(WINDOW_SECONDS, slo)} + on () group_left (${of}) 0 * ${seriesText(RUNNING_TOTAL, slo, { of: kind })}`,
  );
  return [
    `sum without (${run}) (`,
    `  ${total} - on (${of}, ${run}) group_right () (`,
    `    ${earlier.join('\n    or ')}`,
    '  )',
    ')',
    `or on (${of}, ${window})`,
    `${seriesText(EVENTS, slo)} offset ${step} + on (${of}) group_left () sum by (${of}) (${total} - ${total} offset ${step})`,
    ...begin,
  ].join('\n');
}

function inWindow(expression: string, windowMs: number): string {
  return `label_replace(${expression}, "${LABELS.window}", ${quote(formatDuration(windowMs))}, "", "")`;
}
