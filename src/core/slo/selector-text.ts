import { remembered } from '../remembered.js';
import type { CounterSelector, Matcher } from './sli.js';

/** Writes a selector's series as PromQL, matchers in their own order. (The rules of an SLO write each of them dozens of times.) */
export const selectorText = remembered(({ metric, matchers, expression }: CounterSelector): string => {
  if (expression) return `(${expression.text})`;
  return matchers.length === 0 ? metric : `${metric}{${matchers.map(matcherText).join(', ')}}`;
});

/** What is counted of a selector's series, in words close to PromQL; equal for selectors that count the same. */
export const countedText = remembered((selector: CounterSelector): string => {
  const { meaning, expression } = selector;
  const series = nativeText(selector, selectorText(selector));
  const stepped = expression ? `${series} every ${expression.stepMs / 1000}s` : series;
  if (!meaning) return stepped;
  if (meaning.kind === 'compared') return `${stepped} ${meaning.op} ${meaning.value}`;
  return `${stepped} as ${meaning.kind === 'share' ? 'share' : 'samples'}`;
});

/**
 * PromQL for the counter that is a part of native histograms; that of other series as it is.
 * @param series PromQL for the histograms at one instant
 */
export function nativeText({ native }: CounterSelector, series: string): string {
  if (!native) return series;
  const count = `histogram_count(${series})`;
  return native.kind === 'count' ? count : `histogram_fraction(-Inf, ${native.limit}, ${series}) * ${count}`;
}

export function matcherText(matcher: Matcher): string {
  return `${matcher.label}${matcher.op}${quote(matcher.value)}`;
}

/** A regular expression that matches this text and nothing else. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** A PromQL double-quoted string. */
export function quote(text: string): string {
  // Hardly any text has something to escape, and a thousand SLOs quote a million.
  if (!/[\\"\n\r\t]/.test(text)) return `"${text}"`;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
