import type { Matcher } from '../core/slo/sli.js';
import { compilePattern } from './pattern.js';

/** Whether a label's value satisfies a matcher, as Prometheus has it. */
export function matcherHolds({ op, value }: Matcher, labelValue: string): boolean {
  if (op === '=') return labelValue === value;
  if (op === '!=') return labelValue !== value;
  const pattern = compilePattern(value);
  return pattern.ok && pattern.matches(labelValue) === (op === '=~');
}

/** Values that the labels of counters often have, tried where a pattern gives no hint of its own. */
const USUAL = ['200', '500', '404', '302', 'success', 'error', 'true', 'false', 'GET', '/api', 'a', '1', ''];

/** Label values to try for a matcher: what it names, simple readings of its pattern, and usual ones that it excludes. */
export function candidateValues(matchers: readonly Matcher[]): string[] {
  const hinted = matchers.flatMap(({ op, value }) =>
    op === '=' || op === '!=' ? [value] : value.split('|').flatMap(readings),
  );
  return [...new Set([...hinted, ...USUAL])];
}

/** `5..` reads as 500, `(a|b)x*` as good as it goes: whoever uses a reading holds it against the pattern. */
function readings(pattern: string): string[] {
  const plain = pattern
    .replace(/[()^$]|\?:/g, '')
    .replace(/\[(?!\^)(.)[^\]]*\]/g, '$1')
    .replace(/\\d/g, '0')
    .replace(/\.[*+]/g, 'x')
    .replace(/\./g, '0')
    .replace(/\\(.)/g, '$1')
    .replace(/[*+?]/g, '');
  return [plain, pattern.replace(/\\(.)/g, '$1')];
}
