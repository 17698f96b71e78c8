import { type WeightedSelector, weightedSelectors } from '../core/events/weighted-selectors.js';
import { remembered } from '../core/remembered.js';
import { countedText, nativeText, quote, selectorText } from '../core/slo/selector-text.js';
import type { CounterSelector, Sli } from '../core/slo/sli.js';
import type { Slo } from '../core/slo/slo.js';
import { formatDuration, MINUTE, SECOND } from '../core/time/duration.js';
import { classified } from './classified.js';
import { LABELS, OF, OUT_OF_REACH } from './names.js';
import { finiteText, sampledText } from './sampled.js';
import { isSliced, sliceIncrements, type SlicedSlo } from './slices.js';

/** A series keeps its last value for this long: what a pod counted before it died is not lost. As long as Prometheus looks back itself. */
const HELD_AFTER_END = 5 * MINUTE;
/**
 * A series that was missing for up to this long goes on from its last value; after more, its next sample only sets a new base, unless
 * Prometheus knows all the while that its target is out of reach.
 */
const HELD_OVER_GAP = 10 * MINUTE;

/** What tells one scraped target from another. */
export const SAME_TARGET = 'on (job, instance)';

/**
 * PromQL for what an SLO counted in the last interval (ms), by label `of`: good events, bad events and seconds with data. The
 * differences of counters telescope: they add up exactly over any number of intervals, which `increase()` does not
 * (../shared/design/engine.md).
 * @param idle selects what an interval counts in which nothing happens
 */
export function incrementsExpression(slo: Slo, intervalMs: number, idle: string): string {
  const { sli } = slo;
  const step = formatDuration(intervalMs);
  const required = requiredCounters(sli);
  // An interval has data when there were some before it, too: without, nothing can be counted from.
  const present = union(
    added(sli).map((selector) =>
      selector.meaning ? finiteText(selector) : lastValue(selector, HELD_AFTER_END, step),
    ),
  );
  // Counters that do not exist yet have counted nothing, as long as the total exists.
  const counted = isSliced(slo) ? sliceIncrements(slo, intervalMs) : eventsText(slo, step);
  const nothing = isSliced(slo) ? `0 * ${idle}` : idle;
  const sum = `sum by (${LABELS.of}) (\n${counted}\nor\n${nothing} and on () ${present}\n)`;
  // Without the good events nobody knows how many of all were bad, so neither is counted.
  return [sum, ...required.map(({ selector }) => `and on () ${heldAfterEnd(selector)}`)].join('\n');
}

/**
 * PromQL for what an SLO's indicator counted in a slice of time that ends now, by label `of`, with its seconds; nothing when no sample lies in
 * it, or none to count from before it.
 */
export function sliceExpression(slo: SlicedSlo): string {
  const { lengthMs } = slo.timeSlices;
  const step = formatDuration(lengthMs);
  const totals = added(slo.sli);
  // Before Prometheus 3 a range holds the sample at its very beginning, which lies in the slice before.
  const within = formatDuration(lengthMs - 1);
  const looked = union(totals.map((selector) => `count_over_time(${selectorText(selector)}[${within}])`));
  const before = union(totals.map((selector) => lastValue(selector, HELD_OVER_GAP, step)));
  const nothing = [label('vector(0)', OF.good), label('vector(0)', OF.bad)];
  const idle = [...nothing, label(`vector(${lengthMs / SECOND})`, OF.seconds)].join(' or ');
  return [
    `sum by (${LABELS.of}) (\n${eventsText(slo, step)}\nor\n${idle}\n)`,
    `and on () ${looked} and on () ${before}`,
    ...requiredCounters(slo.sli).map(({ selector }) => `and on () ${heldAfterEnd(selector)}`),
  ].join('\n');
}

/** What was counted in the last `step`, by label `of`. */
function eventsText(slo: Slo, step: string): string {
  return classified(slo.sli, (selector) => growthText(slo, selector, step)) ?? countedApart(slo, step);
}

/** A counter of an SLO, as PromQL for its last values while its target is out of reach. */
export interface HeldCounter {
  /** Tells it from all others. */
  readonly id: string;
  readonly expression: string;
}

/**
 * The counters whose last values are held while their targets are out of reach, looked at every so often (ms).
 * @param unreached selects the targets that are
 */
export function heldCounters(slo: Slo, intervalMs: number, unreached: string): HeldCounter[] {
  return countersOf(slo.sli).growing.map((selector) => ({
    id: heldId(slo, selector),
    expression:
      `(${lastValue(selector, HELD_OVER_GAP)} ` +
      `or ignoring (${LABELS.heldCounter}) ${outOfReach(slo, selector)} offset ${formatDuration(intervalMs)}) and ${SAME_TARGET} ${unreached}`,
  }));
}

/** PromQL for the last values of what is counted: the targets that an SLO has to do with. */
export function lastValues(slo: Slo): string[] {
  return countersOf(slo.sli).growing.map((selector) => lastValue(selector, HELD_OVER_GAP));
}

interface Counters {
  readonly weighted: readonly WeightedSelector[];
  /** Those whose growth is counted, each once; where one label tells bad events from good ones, the total is read alone. */
  readonly growing: readonly CounterSelector[];
}

/** Several rules, and the size of a group, rest on the same counters. */
const countersOf = remembered((sli: Sli): Counters => {
  const weighted = weightedSelectors(sli);
  const apart = classified(sli, () => '') === undefined;
  const read = apart ? weighted.map(({ selector }) => selector) : added(sli);
  return { weighted, growing: read.filter(({ meaning }) => !meaning) };
});

/** PromQL that is empty when no counter of the total has a series right now. */
function totalSeriesExpression(sli: Sli): string {
  return added(sli)
    .map((selector) => `sum(${selectorText(selector)})`)
    .join(' or ');
}

/**
 * Without a series for each of these an SLO cannot be judged: the total, and counters of good events that must be there. One label set may
 * have vanished for good; it is told when all of its template have.
 */
export function requiredSeries(slo: Slo): string[] {
  const sli = slo.group?.sli ?? slo.sli;
  const required = requiredCounters(sli);
  return [totalSeriesExpression(sli), ...required.map(({ text }) => `sum(${text})`)];
}

function requiredCounters(sli: Sli): WeightedSelector[] {
  return countersOf(sli).weighted.filter((counter) => counter.mustExist);
}

/** Every selector by itself, with the sign that its events have among the good and the bad ones. */
function countedApart(slo: Slo, step: string): string {
  const { weighted } = countersOf(slo.sli);
  const signed = (of: string, weightOf: (one: WeightedSelector) => number) =>
    weighted.flatMap((one, index) => {
      const weight = weightOf(one);
      if (weight === 0) return [];
      const { meaning } = one.selector;
      const sum = meaning
        ? sampledText(one.selector, meaning)
        : `sum(${growthText(slo, one.selector, step)})`;
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
function growthText(slo: Slo, selector: CounterSelector, step: string): string {
  const text = selectorText(selector);
  const now = heldAfterEnd(selector);
  const before = heldOverGap(selector, step);
  const totals = added(slo.sli);
  const known = totals.map((total) => heldOverGap(total, step));
  const own = totals.some((total) => total.metric === selector.metric) ? [] : [before];
  const but = `ignoring (${LABELS.heldCounter})`;
  const base = `(${before} or ${but} ${outOfReach(slo, selector)} offset ${step})`;
  // A part of a histogram is estimated, and falls a little when buckets are merged: only a fall by more than half is a reset.
  const grown =
    selector.native?.kind === 'up-to'
      ? `clamp_min(${now} - ${but} ${base}, 0) and ${but} 2 * ${now} > ${but} ${base}`
      : `${now} - ${but} ${base} >= 0`;
  return [
    '(',
    `  ${grown}`,
    `  or ${now}`,
    `    and ${SAME_TARGET} ${union([...known, ...own])}`,
    `    unless ${SAME_TARGET} (${text} offset ${step} unless ${text})`,
    ')',
  ].join('\n');
}

function outOfReach(slo: Slo, selector: CounterSelector): string {
  return `${OUT_OF_REACH}{${LABELS.heldCounter}=${quote(heldId(slo, selector))}}`;
}

function heldId(slo: Slo, selector: CounterSelector): string {
  return `${slo.id} ${countedText(selector)}`;
}

function union(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  return distinct.length === 1 ? distinct.join('') : `(${distinct.join(' or ')})`;
}

function heldAfterEnd(selector: CounterSelector): string {
  return lastValue(selector, HELD_AFTER_END);
}

function heldOverGap(selector: CounterSelector, step: string): string {
  return lastValue(selector, HELD_OVER_GAP, step);
}

/** Older Prometheus (2.42) knows no histograms in ranges: there they are looked up as they are, and are not held when they are gone. */
function lastValue(selector: CounterSelector, within: number, ago?: string): string {
  const offset = ago === undefined ? '' : ` offset ${ago}`;
  const text = selectorText(selector);
  const held = `last_over_time(${text}[${formatDuration(within)}]${offset})`;
  return selector.native
    ? `(${nativeText(selector, held)} or ${nativeText(selector, `${text}${offset}`)})`
    : held;
}

function label(expression: string, of: string): string {
  return `label_replace(${expression}, "${LABELS.of}", "${of}", "", "")`;
}

/** The counters that make up the total. */
function added(sli: Sli): CounterSelector[] {
  return sli.total.filter(({ sign }) => sign === 1).map(({ selector }) => selector);
}
