import { quote } from '../core/slo/selector-text.js';
import { formatDuration, HOUR, SECOND } from '../core/time/duration.js';
import { allWindows, countingInterval, pageWindows, slowInterval } from './intervals.js';
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
import { recordedSla } from './recorded-budget.js';
import type { RecordingRule } from './rule-group.js';
import { type Family, familyLabels, familySeriesText, sharedLabels } from './series.js';

/**
 * Prometheus holds at least the last hour in memory, where a look-up costs next to nothing. An expression that reaches further
 * opens every block in between for each of its selectors, so farther windows have a rule each that looks up one instant.
 */
const IN_MEMORY = HOUR;

/** The running total where windows begin that are not in memory: what pages and the budget rest on, looked up at every evaluation. */
export function exactBegins(family: Family): RecordingRule[] {
  return windowsApart(family).exact.map((windowMs) => earlierTotal(family, windowMs));
}

/** The same for windows that only tickets have, which may begin an interval of the slow group early. */
export function slowBegins(family: Family): RecordingRule[] {
  return windowsApart(family).slow.map((windowMs) => earlierTotal(family, windowMs));
}

/** The events in all windows: the running total less what it was one window ago. */
export function eventRule(family: Family): RecordingRule {
  const { of, run, slo } = LABELS;
  const { near, exact, slow } = windowsApart(family);
  const begins = [
    ...near.map((windowMs) => inWindow(totalAt(family, windowMs), windowMs)),
    ...(exact.length + slow.length > 0 ? [familySeriesText(EARLIER_TOTAL, family)] : []),
    familySeriesText(WINDOW_BEGIN, family),
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
    labels: familyLabels(family),
  };
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
  const { near, exact, slow } = windowsApart(family);
  const far = [...exact, ...slow];
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

/** Windows (ms) by how their beginning is found: in memory, by a rule at every evaluation, by a rule of the slow group. */
function windowsApart({ slos: [first] }: Family): Record<'near' | 'exact' | 'slow', number[]> {
  const ofSla = recordedSla(first)?.objective.sloWindow.durationMs ?? [];
  const atOnce = [...pageWindows(first), first.objective.sloWindow.durationMs].concat(ofSla);
  const all = allWindows(first);
  const far = all.filter((windowMs) => windowMs > IN_MEMORY);
  return {
    near: all.filter((windowMs) => windowMs <= IN_MEMORY),
    exact: far.filter((windowMs) => atOnce.includes(windowMs)),
    slow: far.filter((windowMs) => !atOnce.includes(windowMs)),
  };
}

function earlierTotal(family: Family, windowMs: number): RecordingRule {
  return {
    record: EARLIER_TOTAL,
    expr: totalAt(family, windowMs),
    labels: { ...familyLabels(family), [LABELS.window]: formatDuration(windowMs) },
  };
}

function totalAt(family: Family, ago: number): string {
  return `${familySeriesText(RUNNING_TOTAL, family)} offset ${formatDuration(ago)}`;
}

function inWindow(expression: string, windowMs: number): string {
  return `label_replace(${expression}, "${LABELS.window}", ${quote(formatDuration(windowMs))}, "", "")`;
}
