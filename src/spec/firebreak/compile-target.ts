import type { Findings } from './findings.js';
import { parseTarget } from './quantities.js';

/** A promise as a ratio in (0, 1); undefined with the reason in `findings`, at the field `target`. */
export function compileTarget(given: string | number, findings: Findings): number | undefined {
  const target = parseTarget(given);
  if (target === undefined) {
    return findings.error('bad-target', ['target'], `"${given}" is no target`, 'write a percentage: 99.9%');
  }
  if (target <= 0) {
    return findings.error(
      'target-zero',
      ['target'],
      'a target of 0 % promises nothing',
      'write what is promised: 99.9%',
    );
  }
  if (target >= 1) {
    const message =
      target === 1
        ? 'a target of 100 % leaves no error budget: every failure would break it'
        : `a target of ${given} is over 100 %`;
    return findings.error('target-full', ['target'], message, 'write less than 100%: 99.9%');
  }
  return target;
}
