import { RE2JS } from 're2js';
import type { CounterSelector, Matcher } from '../../core/slo/sli.js';

export type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

/** A test for whether a series belongs to a selector, with Prometheus' own regular expressions (RE2, anchored). */
export function selectorTest(selector: CounterSelector): LabelTest {
  const tests = selector.matchers.map(matcherTest);
  return (labels) => labels.__name__ === selector.metric && tests.every((test) => test(labels));
}

function matcherTest({ label, op, value }: Matcher): LabelTest {
  if (op === '=') return (labels) => (labels[label] ?? '') === value;
  if (op === '!=') return (labels) => (labels[label] ?? '') !== value;
  const matches = patternTest(value);
  return op === '=~' ? (labels) => matches(labels[label] ?? '') : (labels) => !matches(labels[label] ?? '');
}

type PatternTest = (text: string) => boolean;

/** Compiled patterns are large, and thousands of SLOs ask for the same `5..`. */
const patternTests = new Map<string, PatternTest>();
const MOST_PATTERNS = 1_000;

function patternTest(value: string): PatternTest {
  const known = patternTests.get(value);
  if (known) return known;
  const pattern = RE2JS.compile(value, RE2JS.DOTALL);
  const verdicts = new Map<string, boolean>();
  const test = (text: string) => {
    let verdict = verdicts.get(text);
    if (verdict === undefined) {
      verdict = pattern.matches(text);
      if (verdicts.size < 10_000) verdicts.set(text, verdict);
    }
    return verdict;
  };
  if (patternTests.size < MOST_PATTERNS) patternTests.set(value, test);
  return test;
}
