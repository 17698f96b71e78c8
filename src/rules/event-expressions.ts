import { weightedSelectors } from '../core/events/weighted-selectors.js';
import { selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, EventCount, Sli } from '../core/slo/sli.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration } from '../core/time/duration.js';
import { TOTAL_EVENTS } from './names.js';
import { seriesText } from './series.js';

/** PromQL for all events in a window (ms): absent only when none of its counters has a series. */
export function totalEventsExpression(sli: Sli, windowMs: number): string {
  return netText(sli.total, windowMs, (subtracted, counted) => `(${subtracted} or 0 * ${counted})`);
}

/**
 * PromQL for the bad events in a window (ms), resting on the recorded total of the same window. Counters that do not exist yet count
 * as zero, as the total does exist; a counter of good events that was never seen leaves the bad ones absent, not "all".
 */
export function badEventsExpression(slo: Slo, windowMs: number): string {
  const { sli } = slo;
  const recordedTotal = seriesText(TOTAL_EVENTS, slo, windowMs);
  const orZero = (text: string) => `${text}\nor on() 0 * ${recordedTotal}`;
  const { added, subtracted } = split(sli.bad);
  if (subtracted.length === 0) return orZero(sumText(added, windowMs));

  const counted = sameEvents(added, sli.total) ? recordedTotal : sumText(added, windowMs);
  const taken = sumText(subtracted, windowMs);
  if (weightedSelectors(sli).some((weighted) => weighted.mustExist)) {
    return `clamp_min(\n  ${counted}\n  - on() ${taken},\n  0\n)`;
  }
  const difference = `clamp_min(\n  ${counted}\n  - on() (${taken} or on() 0 * ${recordedTotal}),\n  0\n)`;
  return counted === recordedTotal ? difference : orZero(difference);
}

/** PromQL that is empty when no counter of the total has a series right now. */
export function totalSeriesExpression(sli: Sli): string {
  return split(sli.total)
    .added.map((selector) => `sum(${selectorText(selector)})`)
    .join(' or ');
}

/** Without a series for each of these an SLO cannot be judged: the total, and counters of good events that must be there. */
export function requiredSeries(sli: Sli): string[] {
  const required = weightedSelectors(sli).filter((weighted) => weighted.mustExist);
  return [totalSeriesExpression(sli), ...required.map(({ text }) => `sum(${text})`)];
}

function netText(
  count: EventCount,
  windowMs: number,
  take: (subtracted: string, counted: string) => string,
): string {
  const { added, subtracted } = split(count);
  const counted = sumText(added, windowMs);
  if (subtracted.length === 0) return counted;
  return `${counted}\n- ${take(sumText(subtracted, windowMs), counted)}`;
}

/** The sum over several counters of those that exist; `+` would lose them all for one that is absent. */
function sumText(selectors: readonly CounterSelector[], windowMs: number): string {
  const window = formatDuration(windowMs);
  const sums = selectors.map((selector) => `sum(increase(${selectorText(selector)}[${window}]))`);
  if (sums.length === 1) return sums.join('');
  const told = sums.map((sum, index) => `label_replace(${sum}, "counter", "${index + 1}", "", "")`);
  return `sum(\n  ${told.join('\n  or ')}\n)`;
}

function split(count: EventCount): { added: CounterSelector[]; subtracted: CounterSelector[] } {
  const ofSign = (sign: 1 | -1) => count.filter((term) => term.sign === sign).map((term) => term.selector);
  return { added: ofSign(1), subtracted: ofSign(-1) };
}

function sameEvents(added: readonly CounterSelector[], total: EventCount): boolean {
  const { added: all, subtracted } = split(total);
  const texts = (selectors: readonly CounterSelector[]) => selectors.map(selectorText).sort().join('\n');
  return subtracted.length === 0 && texts(added) === texts(all);
}
