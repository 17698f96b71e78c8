import { weightedSelectors } from '../../core/events/weighted-selectors.js';
import { literalPattern, matcherText, quote, selectorText } from '../../core/slo/selector-text.js';
import type { CounterSelector, Matcher } from '../../core/slo/sli.js';
import type { Slo } from '../../core/slo/slo.js';
import type { AbsentSelector } from '../../lint/live-facts.js';
import { nearest } from '../../core/nearest.js';
import type { MetricInspector } from '../context.js';
import { answered } from './failed.js';

const MOST_VALUES = 5;

/** What an SLO counts and has no series now, with what is missing of it. */
export async function absentSelectors({ sli }: Slo, source: MetricInspector): Promise<AbsentSelector[]> {
  const absent: AbsentSelector[] = [];
  for (const { selector } of weightedSelectors(sli)) {
    if (await exists(source, selectorText(withoutLimit(selector)))) continue;
    absent.push({ selector, missing: await missingOf(withoutLimit(selector), source) });
  }
  return absent;
}

/** Whether there is a bucket at a limit is judged by itself. */
function withoutLimit(selector: CounterSelector): CounterSelector {
  return { ...selector, matchers: selector.matchers.filter(({ label }) => label !== 'le') };
}

async function missingOf(
  { metric, matchers }: CounterSelector,
  source: MetricInspector,
): Promise<AbsentSelector['missing']> {
  if (metric === '' || !(await exists(source, metric))) {
    return { what: 'metric', nearest: metric === '' ? [] : await namesLike(metric, source) };
  }
  const labels: string[] = [];
  for (const label of new Set(matchers.map((matcher) => matcher.label))) {
    if (!(await exists(source, `${metric}{${label}!=""}`))) labels.push(label);
  }
  if (labels.length > 0) return { what: 'label', labels };
  for (const matcher of matchers) {
    if (await exists(source, `${metric}{${matcherText(matcher)}}`)) continue;
    return { what: 'value', matcher, values: await valuesOf(metric, matcher, source) };
  }
  return { what: 'combination' };
}

async function exists(source: MetricInspector, series: string): Promise<boolean> {
  return answered(await source.series(`count(${series})`)).length > 0;
}

/** Metrics with the same first word that are probably meant. */
async function namesLike(metric: string, source: MetricInspector): Promise<string[]> {
  const family = quote(`${literalPattern(metric.split('_')[0] ?? metric)}.*`);
  const series = answered(await source.series(`count by (__name__) ({__name__=~${family}})`));
  return nearest(
    metric,
    series.flatMap(({ labels }) => labels.__name__ ?? []),
    1,
  );
}

/** Some values that a label has, the nearest to the one that was written first. */
async function valuesOf(
  metric: string,
  { label, value }: Matcher,
  source: MetricInspector,
): Promise<string[]> {
  const series = answered(await source.series(`count by (${label}) (${metric})`));
  const values = series.flatMap(({ labels }) => labels[label] ?? []).sort();
  return [...new Set([...nearest(value, values, MOST_VALUES), ...values])].slice(0, MOST_VALUES);
}
