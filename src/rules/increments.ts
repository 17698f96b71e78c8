import { weightedSelectors } from '../core/events/weighted-selectors.js';
import { selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, EventCount, Sli } from '../core/slo/sli.js';
import { formatDuration, MINUTE, SECOND } from '../core/time/duration.js';
import { LABELS, OF } from './names.js';

/** A series keeps its last value for this long: what a pod counted before it died is not lost. As long as Prometheus looks back itself. */
const HELD_AFTER_END = 5 * MINUTE;
/** A series that was missing for up to this long goes on from its last value; after more, its next sample only sets a new base. */
const HELD_OVER_GAP = 10 * MINUTE;

/** What tells one scraped target from another. */
const TARGET = 'on (job, instance)';

/**
 * PromQL for what an SLI counted in the last interval (ms), by label `of`: all events, the bad ones and the seconds with data.
 * The differences of counters telescope: they add up exactly over any number of intervals, which `increase()` does not
 * (../shared/design/engine.md).
 */
export function incrementsExpression(sli: Sli, intervalMs: number): string {
  const step = formatDuration(intervalMs);
  const present = `sum(${union(added(sli.total).map(heldAfterEnd))})`;
  const all = countText(sli, sli.total, step, present);
  const required = weightedSelectors(sli).filter((weighted) => weighted.mustExist);
  // Without the good events nobody knows how many of all were bad, so neither is counted.
  const gates = required.map(({ selector }) => `\nand on () sum(${heldAfterEnd(selector)})`).join('');
  return [
    label(`${all}${gates}`, OF.all),
    label(badText(sli, step, present, gates), OF.bad),
    label(`${intervalMs / SECOND} + 0 * ${present}${gates}`, OF.seconds),
  ].join('\nor\n');
}

/** PromQL that is empty when no counter of the total has a series right now. */
export function totalSeriesExpression(sli: Sli): string {
  return added(sli.total)
    .map((selector) => `sum(${selectorText(selector)})`)
    .join(' or ');
}

/** Without a series for each of these an SLO cannot be judged: the total, and counters of good events that must be there. */
export function requiredSeries(sli: Sli): string[] {
  const required = weightedSelectors(sli).filter((weighted) => weighted.mustExist);
  return [totalSeriesExpression(sli), ...required.map(({ text }) => `sum(${text})`)];
}

/** Counters that do not exist yet have counted nothing, as long as the total exists. */
function badText(sli: Sli, step: string, present: string, gates: string): string {
  if (gates !== '') return `${countText(sli, sli.bad, step, present)}${gates}`;
  return `${countText(sli, sli.bad, step, present)}\nor on () 0 * ${present}`;
}

function countText(sli: Sli, count: EventCount, step: string, present: string): string {
  const terms = (of: 1 | -1) =>
    sumText(
      count.filter(({ sign }) => sign === of).map(({ selector }) => incrementText(sli, selector, step)),
    );
  if (subtracted(count).length === 0) return terms(1);
  return `${terms(1)}\n- on () (${terms(-1)} or on () 0 * ${present})`;
}

/**
 * Growth since the last value; after a reset, the new value; a series that is born counts from zero where its target was there
 * before. Not so when another series of that target ended in the same moment: then it was given a new name, not born.
 */
function incrementText(sli: Sli, selector: CounterSelector, step: string): string {
  const text = selectorText(selector);
  const now = heldAfterEnd(selector);
  const before = heldOverGap(selector, step);
  const known = added(sli.total).map((total) => heldOverGap(total, step));
  const own = added(sli.total).some((total) => total.metric === selector.metric) ? [] : [before];
  return [
    'sum(',
    `  ${now} - ${before} >= 0`,
    `  or ${now} < ${before}`,
    `  or (${now} unless ${before})`,
    `    and ${TARGET} ${union([...known, ...own])}`,
    `    unless ${TARGET} (${text} offset ${step} unless ${text})`,
    ')',
  ].join('\n');
}

/** The sum over those counters that exist; `+` would lose them all for one that is absent. */
function sumText(sums: readonly string[]): string {
  if (sums.length === 1) return sums.join('');
  const told = sums.map((sum, index) => `label_replace(${sum}, "counter", "${index + 1}", "", "")`);
  return `sum(\n${told.join('\nor\n')}\n)`;
}

function union(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  return distinct.length === 1 ? distinct.join('') : `(${distinct.join(' or ')})`;
}

function heldAfterEnd(selector: CounterSelector): string {
  return `last_over_time(${selectorText(selector)}[${formatDuration(HELD_AFTER_END)}])`;
}

function heldOverGap(selector: CounterSelector, step: string): string {
  return `last_over_time(${selectorText(selector)}[${formatDuration(HELD_OVER_GAP)}] offset ${step})`;
}

function label(expression: string, of: string): string {
  return `label_replace(\n${expression},\n"${LABELS.of}", "${of}", "", "")`;
}

function added(count: EventCount): CounterSelector[] {
  return count.filter(({ sign }) => sign === 1).map(({ selector }) => selector);
}

function subtracted(count: EventCount): EventCount {
  return count.filter(({ sign }) => sign === -1);
}
