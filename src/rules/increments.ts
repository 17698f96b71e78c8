import { type WeightedSelector, weightedSelectors } from '../core/events/weighted-selectors.js';
import { selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, Sli } from '../core/slo/sli.js';
import { formatDuration, MINUTE, SECOND } from '../core/time/duration.js';
import { classified } from './classified.js';
import { LABELS, OF } from './names.js';

/** A series keeps its last value for this long: what a pod counted before it died is not lost. As long as Prometheus looks back itself. */
const HELD_AFTER_END = 5 * MINUTE;
/** A series that was missing for up to this long goes on from its last value; after more, its next sample only sets a new base. */
const HELD_OVER_GAP = 10 * MINUTE;

/** What tells one scraped target from another. */
const TARGET = 'on (job, instance)';

/**
 * PromQL for what an SLI counted in the last interval (ms), by label `of`: good events, bad events and seconds with data. The
 * differences of counters telescope: they add up exactly over any number of intervals, which `increase()` does not
 * (../shared/design/engine.md).
 */
export function incrementsExpression(sli: Sli, intervalMs: number): string {
  const step = formatDuration(intervalMs);
  const counted = classified(sli, (selector) => growthText(sli, selector, step)) ?? countedApart(sli, step);
  const required = weightedSelectors(sli).filter((weighted) => weighted.mustExist);
  const present = union(added(sli).map(heldAfterEnd));
  const begin = Object.values(OF).map((of) =>
    label(`vector(${of === OF.seconds ? intervalMs / SECOND : 0})`, of),
  );
  // Counters that do not exist yet have counted nothing, as long as the total exists.
  const sum = `sum by (${LABELS.of}) (\n${counted}\nor\n(${begin.join(' or ')}) + on () group_left () 0 * sum(${present})\n)`;
  // Without the good events nobody knows how many of all were bad, so neither is counted.
  return [sum, ...required.map(({ selector }) => `and on () ${heldAfterEnd(selector)}`)].join('\n');
}

/** PromQL that is empty when no counter of the total has a series right now. */
function totalSeriesExpression(sli: Sli): string {
  return added(sli)
    .map((selector) => `sum(${selectorText(selector)})`)
    .join(' or ');
}

/** Without a series for each of these an SLO cannot be judged: the total, and counters of good events that must be there. */
export function requiredSeries(sli: Sli): string[] {
  const required = weightedSelectors(sli).filter((weighted) => weighted.mustExist);
  return [totalSeriesExpression(sli), ...required.map(({ text }) => `sum(${text})`)];
}

/** Every selector by itself, with the sign that its events have among the good and the bad ones. */
function countedApart(sli: Sli, step: string): string {
  const weighted = weightedSelectors(sli);
  const signed = (of: string, weightOf: (one: WeightedSelector) => number) =>
    weighted.flatMap((one, index) => {
      const weight = weightOf(one);
      if (weight === 0) return [];
      const sum = `sum(${growthText(sli, one.selector, step)})`;
      const text = weight === 1 ? sum : `${weight} * ${sum}`;
      return [`label_replace(${label(text, of)}, "counter", "${index + 1}", "", "")`];
    });
  return [...signed(OF.good, ({ bad, total }) => total - bad), ...signed(OF.bad, ({ bad }) => bad)].join(
    '\nor\n',
  );
}

/**
 * Per series: growth since the last value; after a reset, or for a series that was born, the new value, if its target was there
 * before. Not so when another series of that target ended in the same moment: then it was given a new name, not born.
 */
function growthText(sli: Sli, selector: CounterSelector, step: string): string {
  const text = selectorText(selector);
  const now = heldAfterEnd(selector);
  const before = heldOverGap(selector, step);
  const known = added(sli).map((total) => heldOverGap(total, step));
  const own = added(sli).some((total) => total.metric === selector.metric) ? [] : [before];
  return [
    '(',
    `  ${now} - ${before} >= 0`,
    `  or ${now}`,
    `    and ${TARGET} ${union([...known, ...own])}`,
    `    unless ${TARGET} (${text} offset ${step} unless ${text})`,
    ')',
  ].join('\n');
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
  return `label_replace(${expression}, "${LABELS.of}", "${of}", "", "")`;
}

/** The counters that make up the total. */
function added(sli: Sli): CounterSelector[] {
  return sli.total.filter(({ sign }) => sign === 1).map(({ selector }) => selector);
}
