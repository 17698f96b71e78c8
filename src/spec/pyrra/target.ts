import type { Findings } from '../firebreak/findings.js';

/** A percentage as a ratio in (0, 1); undefined with the reason in `at`, at the field `target`. */
export function compileTarget(given: string | number, at: Findings): number | undefined {
  const text = String(given).trim();
  if (!/^\d+(\.\d+)?$/.test(text)) {
    return at.error('bad-target', ['target'], `"${given}" is no percentage`, 'write a number: "99.9"');
  }
  const percent = Number(text);
  if (percent === 0) {
    return at.error('target-zero', ['target'], 'a target of 0 % promises nothing', 'write "99.9"');
  }
  if (percent >= 100) {
    const message =
      percent === 100
        ? 'a target of 100 % leaves no error budget: every failure would break it'
        : `a target of ${text} is over 100 %`;
    return at.error('target-full', ['target'], message, 'write less than 100: "99.9"');
  }
  if (percent < 1) {
    at.warn(
      'target-below-one',
      ['target'],
      `the target is a percentage: this promises ${text} %`,
      `write "${Number((percent * 100).toPrecision(12))}" if that is what is meant`,
    );
  }
  // 99.95 / 100 is 0.9995000000000001 in binary.
  return Number((percent / 100).toPrecision(15));
}
