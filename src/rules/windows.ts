import type { AlertSeverity } from '../core/slo/alert-policy.js';
import { quote } from '../core/slo/selector-text.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, HOUR, SECOND } from '../core/time/duration.js';
import { EARLIER_TOTAL, EVENTS, LABELS, NO_EVENTS, OF, RUNNING_TOTAL, WINDOW_SECONDS } from './names.js';
import type { RecordingRule } from './rule-group.js';
import { seriesLabels, seriesText } from './series.js';

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
  /** PromQL for what was counted in the last interval, by label `of`, where a rule has recorded it. */
  readonly increment?: string;
}

/** How long the windows are, and where each begins that has no past. */
export function windowRules(slo: Slo, windows: readonly number[]): RecordingRule[] {
  const labels = seriesLabels(slo);
  const lengths = windows.map((windowMs) => inWindow(`vector(${windowMs / SECOND})`, windowMs));
  const kinds = Object.values(OF).map(
    (of) => `label_replace(0 * ${seriesText(WINDOW_SECONDS, slo)}, "${LABELS.of}", "${of}", "", "")`,
  );
  return [
    { record: WINDOW_SECONDS, expr: lengths.join('\nor '), labels },
    { record: NO_EVENTS, expr: kinds.join('\nor '), labels },
  ];
}

/**
 * The events in some windows: the running total less what it was one window ago. Where there is no such instant (a young run, a pause at the
 * window's far edge) the window grows by what is counted; and one that has nothing yet begins at zero.
 */
export function eventRules(slo: Slo, windows: readonly number[], beat: Beat): RecordingRule[] {
  const { of, run, window } = LABELS;
  const step = formatDuration(beat.interval);
  const total = (windowMs: number) => totalAt(slo, windowMs + beat.lag);
  const far = windows.filter((windowMs) => windowMs > IN_MEMORY);
  const near = windows.filter((windowMs) => windowMs <= IN_MEMORY);
  const earlier = [
    ...near.map((windowMs) => inWindow(total(windowMs), windowMs)),
    ...(far.length > 0 ? [seriesText(EARLIER_TOTAL, slo, { windows: far })] : []),
  ];
  return [
    ...far.map((windowMs) => ({
      record: EARLIER_TOTAL,
      expr: total(windowMs),
      labels: seriesLabels(slo, windowMs),
    })),
    {
      record: EVENTS,
      expr: [
        `sum without (${run}) (`,
        `  ${total(0)} - on (${of}, ${run}) group_right () (`,
        `    ${earlier.join('\n    or ')}`,
        '  )',
        ')',
        `or on (${of}, ${window})`,
        `(${seriesText(EVENTS, slo, { windows })} offset ${step} or on (${of}, ${window}) ${seriesText(NO_EVENTS, slo, { windows })})`,
        `+ on (${of}) group_left () ${beat.increment ?? `sum by (${of}) (${total(0)} - ${total(beat.interval)})`}`,
      ].join('\n'),
      labels: { ...seriesLabels(slo), [LABELS.severity]: beat.severity },
    },
  ];
}

function totalAt(slo: Slo, ago: number): string {
  const total = seriesText(RUNNING_TOTAL, slo);
  return ago === 0 ? total : `${total} offset ${formatDuration(ago)}`;
}

function inWindow(expression: string, windowMs: number): string {
  return `label_replace(${expression}, "${LABELS.window}", ${quote(formatDuration(windowMs))}, "", "")`;
}
