import { weightedSelectors } from '../core/events/weighted-selectors.js';
import type { Slo } from '../core/slo/slo.js';
import type { TimeSlices } from '../core/slo/time-slices.js';
import { formatDuration, SECOND } from '../core/time/duration.js';
import { LABELS, OF, SLICE_EVENTS } from './names.js';
import { numberText } from './number-text.js';
import type { RecordingRule } from './rule-group.js';
import { seriesLabels, seriesText } from './series.js';

/** A sample can be there so much later than its time: slices are looked at so long after their end. */
const LAG = 10 * SECOND;

/** A slice is bad by whole events, beside which this is the noise of fractions. */
const NOISE = 1e-6;

/** An SLO whose events are slices. */
export type SlicedSlo = Slo & { readonly timeSlices: TimeSlices };

export function isSliced(slo: Slo): slo is SlicedSlo {
  return slo.timeSlices !== undefined;
}

/** Whether rules can record an SLO. What is looked at sample by sample they see once per evaluation, which says too little of a slice. */
export function isRecordable(slo: Slo): boolean {
  if (slo.composite) return false;
  return !isSliced(slo) || weightedSelectors(slo.sli).every(({ selector }) => !selector.meaning);
}

/**
 * The events of the newest whole slice, and its seconds: nothing while it is unknown. A subquery is evaluated at whole multiples of its step,
 * wherever the group's own beat lies.
 * @param events PromQL for what was counted in the last `length`, by label `of`
 */
export function sliceEventsRule(slo: SlicedSlo, events: string): RecordingRule {
  const length = formatDuration(slo.timeSlices.lengthMs);
  return {
    record: SLICE_EVENTS,
    expr: `last_over_time((\n${events}\n)[${length}:${length}] offset ${formatDuration(LAG)})`,
    labels: seriesLabels(slo),
  };
}

/** PromQL for the slice that has come to its end since the last evaluation, as one event by label `of`, and its seconds; else nothing. */
export function sliceIncrements(slo: SlicedSlo, intervalMs: number): string {
  const { lengthMs } = slo.timeSlices;
  const of = (kind: string, expression: string) =>
    `label_replace(${expression}, "${LABELS.of}", "${kind}", "", "")`;
  const bad = badText(slo);
  const isNew = `vector((time() - ${LAG / SECOND}) % ${lengthMs / SECOND}) < ${intervalMs / SECOND}`;
  return [
    `(`,
    `  ${of(OF.bad, bad)}`,
    `  or ${of(OF.good, `${counts(slo)} - on () (${bad})`)}`,
    `  or sum by (${LABELS.of}) (${seriesText(SLICE_EVENTS, slo, { of: [OF.seconds] })})`,
    `) and on () (${isNew})`,
  ].join('\n');
}

/** 1 for a bad slice, 0 for a good one; or its share of bad events. */
function badText(slo: SlicedSlo): string {
  const { goodShare } = slo.timeSlices;
  const bad = `sum(${seriesText(SLICE_EVENTS, slo, { of: [OF.bad] })})`;
  const all = allEvents(slo);
  if (goodShare === undefined) return `clamp(${bad} / (${all} > 0), 0, 1) or 0 * ${all}`;
  const allowed = numberText(Number((1 - goodShare).toFixed(15)));
  return `${bad} - ${allowed} * ${all} > bool ${NOISE}`;
}

/** 1 for a slice that is an event. */
function counts(slo: SlicedSlo): string {
  return `(${allEvents(slo)} ${slo.timeSlices.withoutTraffic === 'good' ? '>= bool 0' : '> bool 0'})`;
}

function allEvents(slo: SlicedSlo): string {
  return `sum(${seriesText(SLICE_EVENTS, slo, { of: [OF.good, OF.bad] })})`;
}
