import { quote } from '../core/slo/selector-text.js';
import { formatDuration, HOUR, SECOND } from '../core/time/duration.js';
import { allWindows, countingInterval, slowInterval, windowsOf } from './intervals.js';
import {
  EARLIER_TOTAL,
  EVENTS,
  LABELS,
  LATEST_TOTAL,
  LONGEST_PAUSE,
  OF,
  RUNNING_TOTAL,
  WINDOW_BEGIN,
  WINDOW_SECONDS,
} from './names.js';
import type { RecordingRule } from './rule-group.js';
import { type Choice, type Family, familyLabels, familySeriesText, sharedLabels } from './series.js';

/**
 * Prometheus holds at least the last hour in memory, where a look-up costs next to nothing. An expression that reaches further
 * opens every block in between for each of its selectors, so farther windows have a rule each that looks up one instant.
 */
const IN_MEMORY = HOUR;

/** Which windows: what pages and the budget rest on, counted at every evaluation, or those that only tickets have, in the slow group. */
export type Pace = 'atOnce' | 'slow';

/** The running total where windows begin that are not in memory. */
export function farBegins(family: Family, pace: Pace): RecordingRule[] {
  return windowsAt(family, pace)
    .filter(isFar)
    .map((windowMs) => ({
      record: EARLIER_TOTAL,
      expr: totalAt(family, windowMs),
      labels: { ...familyLabels(family), [LABELS.window]: formatDuration(windowMs) },
    }));
}

/** The events in each window: the running total less what it was one window ago. */
export function eventRule(family: Family, pace: Pace): RecordingRule {
  const { of, run, slo } = LABELS;
  const windows = windowsAt(family, pace);
  const begins = [
    ...windows
      .filter((windowMs) => !isFar(windowMs))
      .map((windowMs) => inWindow(totalAt(family, windowMs), windowMs)),
    ...(windows.some(isFar) ? [earlierText(family, pace)] : []),
    familySeriesText(WINDOW_BEGIN, family, { windowsBut: windowsAt(family, otherThan(pace)) }),
  ];
  return {
    record: EVENTS,
    expr: [
      `sum without (${run}) (`,
      `  ${familySeriesText(RUNNING_TOTAL, family)} - on (${slo}, ${of}, ${run}) group_right () (`,
      `    ${begins.join('\n    or ')}`,
      '  )',
      ')',
    ].join('\n'),
    labels: windowedLabels(family, pace),
  };
}

/** Selects what is recorded of each window of a pace. */
export function windowedText(metric: string, family: Family, pace: Pace, of?: Choice['of']): string {
  return familySeriesText(metric, family, {
    ...(of === undefined ? {} : { of }),
    labels: windowsAt(family, 'slow').length === 0 ? {} : { [LABELS.every]: every(family, pace) },
  });
}

/** The labels of a rule that records something of each window of a pace. Rules that record the same must differ in one of their own. */
export function windowedLabels(family: Family, pace: Pace): Record<string, string> {
  return { ...familyLabels(family), ...(pace === 'slow' ? { [LABELS.every]: every(family, pace) } : {}) };
}

/**
 * Where windows begin that no look-up finds. One that begins while nothing was counted (the rules paused, the service was away)
 * begins with the total before that; near ones with the first after it. A run that is younger than the window begins with zero.
 * Prometheus still finds a total for five minutes: this is there sooner, so that nothing is unknown in between.
 */
export function missingBegins(family: Family): RecordingRule {
  const { of, run, slo, window } = LABELS;
  const total = familySeriesText(RUNNING_TOTAL, family);
  const earlier = familySeriesText(EARLIER_TOTAL, family);
  const seconds = familySeriesText(EARLIER_TOTAL, family, { of: [OF.seconds] });
  const windows = allWindows(family.slos[0]);
  const near = windows.filter((windowMs) => !isFar(windowMs));
  const far = windows.filter(isFar);
  const held = `last_over_time(${familySeriesText(WINDOW_BEGIN, family, { windowsBut: near })}[${LONGEST_PAUSE}] offset ${formatDuration(slowInterval(family.slos[0]))})`;
  const justNow = formatDuration(2 * countingInterval(family.slos[0]));
  const zeros = far.map((windowMs) => `or ${inWindow(`0 * ${total}`, windowMs)}`);
  const farBegins = [
    `(last_over_time(${earlier}[${LONGEST_PAUSE}])`,
    `or ${held} and on (${slo}, ${of}, ${run}) ${familySeriesText(LATEST_TOTAL, family)}`,
    ...zeros,
    `) unless on (${slo}, ${run}, ${window}) (${seconds} > ${seconds} offset ${justNow})`,
  ].join('\n  ');
  const nearBegins = near.map((windowMs) => {
    const found = `last_over_time(${total}[${justNow}] offset ${formatDuration(windowMs)})`;
    return inWindow(`min_over_time(${total}[${formatDuration(windowMs)}]) unless ${found}`, windowMs);
  });
  return {
    record: WINDOW_BEGIN,
    expr: [...(far.length > 0 ? [farBegins] : []), ...nearBegins].join('\nor '),
    labels: familyLabels(family),
  };
}

/** How long the windows are. */
export function windowLengths(family: Family): RecordingRule {
  const lengths = allWindows(family.slos[0]).map((windowMs) =>
    inWindow(`vector(${windowMs / SECOND})`, windowMs),
  );
  return { record: WINDOW_SECONDS, expr: lengths.join('\nor '), labels: sharedLabels(family) };
}

/** The windows (ms) of a pace, shortest first; none of the slow ones where tickets have no windows of their own. */
export function windowsAt({ slos: [first] }: Family, pace: Pace): number[] {
  const atOnce = [...windowsOf(first, 'page'), first.objective.sloWindow.durationMs];
  return allWindows(first).filter((windowMs) => atOnce.includes(windowMs) === (pace === 'atOnce'));
}

/** The value of the label `every`: none for what is recorded at every counting. */
function every({ slos: [first] }: Family, pace: Pace): string {
  return pace === 'slow' ? formatDuration(slowInterval(first)) : '';
}

function otherThan(pace: Pace): Pace {
  return pace === 'slow' ? 'atOnce' : 'slow';
}

function isFar(windowMs: number): boolean {
  return windowMs > IN_MEMORY;
}

function earlierText(family: Family, pace: Pace): string {
  const windowsBut = windowsAt(family, otherThan(pace)).filter(isFar);
  return familySeriesText(EARLIER_TOTAL, family, { windowsBut });
}

function totalAt(family: Family, ago: number): string {
  return `${familySeriesText(RUNNING_TOTAL, family)} offset ${formatDuration(ago)}`;
}

function inWindow(expression: string, windowMs: number): string {
  return `label_replace(${expression}, "${LABELS.window}", ${quote(formatDuration(windowMs))}, "", "")`;
}
