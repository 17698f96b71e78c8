import type { AlertSeverity } from '../core/slo/alert-policy.js';
import { quote } from '../core/slo/selector-text.js';
import { formatDuration, HOUR, SECOND } from '../core/time/duration.js';
import {
  EARLIER_TOTAL,
  EVENTS,
  INCREMENT,
  LABELS,
  NO_EVENTS,
  RUNNING_TOTAL,
  WINDOW_SECONDS,
} from './names.js';
import type { RecordingRule } from './rule-group.js';
import { type Family, familyLabels, seriesText } from './series.js';

/**
 * Prometheus holds the last two hours and more in memory, where a look-up costs next to nothing. An expression that reaches further
 * opens every block in between for each of its selectors, so farther windows have a rule each that looks up one instant.
 */
const IN_MEMORY = 2 * HOUR;

/** When windows are brought up to date. */
export interface Beat {
  /** Whose windows they are. */
  readonly severity: AlertSeverity;
  /** The group's interval (ms). */
  readonly interval: number;
  /** How long ago (ms) the windows end. */
  readonly lag: number;
  /** PromQL for what was counted in the last interval, by labels `slo` and `of`, where a rule has recorded it. */
  readonly increment?: string;
}

/** How long the windows are, and where each begins that has no past. */
export function windowRules(family: Family, windows: readonly number[]): RecordingRule[] {
  const lengths = windows.map((windowMs) => inWindow(`vector(${windowMs / SECOND})`, windowMs));
  const begins = windows.map((windowMs) => inWindow(`0 * ${seriesText(INCREMENT, family)}`, windowMs));
  const labels = familyLabels(family);
  return [
    { record: WINDOW_SECONDS, expr: lengths.join('\nor '), labels },
    { record: NO_EVENTS, expr: begins.join('\nor '), labels },
  ];
}

/**
 * The events in some windows: the running total less what it was one window ago. Where there is no such instant (a young run, a pause at the
 * window's far edge) the window grows by what is counted; and one that has nothing yet begins at zero.
 */
export function eventRules(family: Family, windows: readonly number[], beat: Beat): RecordingRule[] {
  const { slo, of, run, window } = LABELS;
  const labels = familyLabels(family);
  const step = formatDuration(beat.interval);
  const total = (windowMs: number) => totalAt(family, windowMs + beat.lag);
  const far = windows.filter((windowMs) => windowMs > IN_MEMORY);
  const near = windows.filter((windowMs) => windowMs <= IN_MEMORY);
  const earlier = [
    ...near.map((windowMs) => inWindow(total(windowMs), windowMs)),
    ...(far.length > 0 ? [seriesText(EARLIER_TOTAL, family, { windows: far })] : []),
  ];
  return [
    ...far.map((windowMs) => ({
      record: EARLIER_TOTAL,
      expr: total(windowMs),
      labels: { ...labels, [LABELS.window]: formatDuration(windowMs) },
    })),
    {
      record: EVENTS,
      expr: [
        `sum without (${run}) (`,
        `  ${total(0)} - on (${slo}, ${of}, ${run}) group_right () (`,
        `    ${earlier.join('\n    or ')}`,
        '  )',
        ')',
        `or on (${slo}, ${of}, ${window})`,
        `(${seriesText(EVENTS, family, { windows })} offset ${step} or on (${slo}, ${of}, ${window}) ${seriesText(NO_EVENTS, family, { windows })})`,
        `+ on (${slo}, ${of}) group_left () ${beat.increment ?? `sum by (${slo}, ${of}) (${total(0)} - ${total(beat.interval)})`}`,
      ].join('\n'),
      labels: { ...labels, [LABELS.severity]: beat.severity },
    },
  ];
}

function totalAt(family: Family, ago: number): string {
  const total = seriesText(RUNNING_TOTAL, family);
  return ago === 0 ? total : `${total} offset ${formatDuration(ago)}`;
}

function inWindow(expression: string, windowMs: number): string {
  return `label_replace(${expression}, "${LABELS.window}", ${quote(formatDuration(windowMs))}, "", "")`;
}
