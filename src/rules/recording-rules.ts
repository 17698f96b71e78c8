import { quote } from '../core/slo/selector-text.js';
import { errorBudget, type Slo } from '../core/slo/slo.js';
import { formatDuration, SECOND } from '../core/time/duration.js';
import {
  heldCounters,
  incrementsExpression,
  lastValues,
  SAME_TARGET,
  sliceExpression,
} from './increments.js';
import { countingInterval, METADATA_INTERVAL, slowInterval } from './intervals.js';
import { infoLabels } from './labels.js';
import {
  ALLOWED_RATIO,
  BUDGET_REMAINING,
  BURN_RATE,
  ERROR_RATIO,
  EVENTS,
  IDLE_INTERVAL,
  INFO,
  LABELS,
  LATEST_TOTAL,
  LONGEST_PAUSE,
  OF,
  OUT_OF_REACH,
  RUNNING_TOTAL,
  TARGET,
  TARGET_OUT_OF_REACH,
  WINDOW_SECONDS,
} from './names.js';
import { numberText } from './number-text.js';
import { isRecordedBudget } from './recorded-budget.js';
import type { RecordingRule } from './rule-group.js';
import { isSliced, sliceEventsRule } from './slices.js';
import {
  type Family,
  familyLabels,
  familySeriesText,
  seriesLabels,
  seriesText,
  sharedLabels,
  sharedSeriesText,
} from './series.js';
import { eventRule, exactBegins, missingBegins, slowBegins, windowLengths } from './windows.js';

/**
 * Runs are named by the time they begin, in steps of this (s). Shorter than the longest pause, so that a run after it has another name; and
 * long enough that few names are made.
 */
const RUN_NAMES = 7200;

/** For as long as Prometheus looks back itself, but over a stale marker: the rule had nothing to say for a moment. */
const LOOK_BACK = '5m';

/** What was counted up to now, and from that the events, the error ratio and the burn rate of every window, and the budget. */
export function countingRules(family: Family): RecordingRule[] {
  const labels = familyLabels(family);
  return [
    ...family.slos.filter(isSliced).map((slo) => sliceEventsRule(slo, sliceExpression(slo))),
    ...family.slos.map((slo) => runningTotal(slo, sharedSeriesText(IDLE_INTERVAL, family))),
    ...exactBegins(family),
    eventRule(family),
    { record: ERROR_RATIO, expr: errorRatio(family), labels },
    { record: BURN_RATE, expr: burnRate(family), labels },
    ...(isRecordedBudget(family.slos[0]) ? [budgetRemaining(family)] : []),
  ];
}

function budgetRemaining(family: Family): RecordingRule {
  const windows = [family.slos[0].objective.sloWindow.durationMs];
  return {
    record: BUDGET_REMAINING,
    expr: `1 - ${familySeriesText(ERROR_RATIO, family, { windows })} ${overAllowed(family)}`,
    labels: familyLabels(family),
  };
}

/** What the counting rests on and hardly moves: where windows begin, how long they are, how much may fail; and who does not answer. */
export function slowRules(family: Family): RecordingRule[] {
  const [first] = family.slos;
  const allowed = family.slos.map(
    ({ name, objective }) =>
      `label_replace(vector(${numberText(errorBudget(objective))}), "${LABELS.slo}", ${quote(name)}, "", "")`,
  );
  const { of, run, slo } = LABELS;
  const ofEach = (value: (kind: string) => string) =>
    Object.values(OF)
      .map((kind) => `label_replace(${value(kind)}, "${of}", "${kind}", "", "")`)
      .join(' or ');
  const total = familySeriesText(RUNNING_TOTAL, family);
  const latest = familySeriesText(LATEST_TOTAL, family);
  const none = familySeriesText(ALLOWED_RATIO, family);
  const on = `on (${slo}, ${of})`;
  return [
    { record: ALLOWED_RATIO, expr: allowed.join('\nor '), labels: familyLabels(family) },
    {
      record: LATEST_TOTAL,
      // Its own last value is for totals that were away for longer. Only for SLOs that there are; a new run is named by the time.
      expr: [
        `last_over_time(${total}[${LONGEST_PAUSE}]) and on (${slo}) ${none}`,
        `or ${on} last_over_time(${latest}[${LONGEST_PAUSE}] offset ${formatDuration(slowInterval(first))}) and on (${slo}) ${none}`,
        `or ${on} (${ofEach(() => `0 * ${none}`)}) * on () group_left (${run}) count_values("${run}", vector(time() - time() % ${RUN_NAMES}))`,
      ].join('\n'),
      labels: familyLabels(family),
    },
    {
      record: IDLE_INTERVAL,
      expr: ofEach((kind) => `vector(${kind === OF.seconds ? countingInterval(first) / SECOND : 0})`),
      labels: sharedLabels(family),
    },
    ...slowBegins(family),
    missingBegins(family),
    windowLengths(family),
    targetsOutOfReach(family),
  ];
}

/** Those that do not answer of the targets that the SLOs count, or have been known not to: never all that are down in an outage of everything. */
function targetsOutOfReach(family: Family): RecordingRule {
  const known = sharedSeriesText(TARGET_OUT_OF_REACH, family);
  const own = [
    ...new Set(family.slos.flatMap(lastValues)),
    `${known} offset ${formatDuration(slowInterval(family.slos[0]))}`,
  ];
  return {
    record: TARGET_OUT_OF_REACH,
    expr: `max by (job, instance) (up == 0) and ${SAME_TARGET} (\n  ${own.join('\n  or ')}\n)`,
    labels: sharedLabels(family),
  };
}

/** What an SLO says of itself, and what its counters said before their targets went out of reach. */
export function metadataRules(slo: Slo, family: Family): RecordingRule[] {
  return [
    {
      record: TARGET,
      expr: `vector(${numberText(slo.objective.target)})`,
      labels: seriesLabels(slo, slo.objective.sloWindow.durationMs),
    },
    { record: INFO, expr: 'vector(1)', labels: infoLabels(slo) },
    // These keep the labels of the counters, `service` included.
    ...heldCounters(slo, METADATA_INTERVAL, sharedSeriesText(TARGET_OUT_OF_REACH, family)).map(
      ({ id, expression }) => ({
        record: OUT_OF_REACH,
        expr: expression,
        labels: { [LABELS.heldCounter]: id },
      }),
    ),
  ];
}

/** Goes on from the total before; where there is none, from the latest, which is that of a new run at first. */
function runningTotal(slo: Slo, idle: string): RecordingRule {
  const interval = countingInterval(slo);
  const before = `last_over_time(${seriesText(RUNNING_TOTAL, slo)}[${LOOK_BACK}] offset ${formatDuration(interval)})`;
  return {
    record: RUNNING_TOTAL,
    expr: `(${before} or on (${LABELS.of}) ${seriesText(LATEST_TOTAL, slo)})\n+ on (${LABELS.of}) group_left () (\n${incrementsExpression(slo, interval, idle)}\n)`,
    labels: seriesLabels(slo),
  };
}

function errorRatio(family: Family): string {
  const bad = familySeriesText(EVENTS, family, { of: [OF.bad] });
  const all = familySeriesText(EVENTS, family, { of: [OF.good, OF.bad] });
  return `${bad} / ignoring (${LABELS.of}) (sum without (${LABELS.of}) (${all}) > 0)`;
}

function burnRate(family: Family): string {
  const { slo, window } = LABELS;
  const seen = familySeriesText(EVENTS, family, { of: [OF.seconds] });
  return (
    `${familySeriesText(ERROR_RATIO, family)} * on (${slo}, ${window}) ${seen}\n` +
    `/ on (${window}) group_left () ${sharedSeriesText(WINDOW_SECONDS, family)} ${overAllowed(family)}`
  );
}

function overAllowed(family: Family): string {
  return `/ on (${LABELS.slo}) group_left () ${familySeriesText(ALLOWED_RATIO, family)}`;
}
