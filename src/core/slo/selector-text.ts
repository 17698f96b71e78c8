import { remembered } from '../remembered.js';
import type { CounterSelector, Matcher } from './sli.js';

/**
 * Writes a selector as PromQL, matchers in their own order; the text is also the selector's identity. (The rules of an SLO write each of
 * them dozens of times.)
 */
export const selectorText = remembered(({ metric, matchers }: CounterSelector): string =>
  matchers.length === 0 ? metric : `${metric}{${matchers.map(matcherText).join(', ')}}`,
);

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
