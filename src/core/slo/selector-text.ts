import type { CounterSelector, Matcher } from './sli.js';

/** Writes a selector as PromQL, matchers in their own order; the text is also the selector's identity. */
export function selectorText(selector: CounterSelector): string {
  let text = known.get(selector);
  if (text === undefined) {
    text = writeSelector(selector);
    known.set(selector, text);
  }
  return text;
}

/** Selectors never change, and the rules of an SLO write each of them dozens of times. */
const known = new WeakMap<CounterSelector, string>();

function writeSelector(selector: CounterSelector): string {
  if (selector.matchers.length === 0) return selector.metric;
  return `${selector.metric}{${selector.matchers.map(matcherText).join(', ')}}`;
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
