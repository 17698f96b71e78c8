import { meantDuration } from '../core/time/meant-duration.js';

const LONG_UNITS: readonly (readonly [words: RegExp, days: number])[] = [
  [/^mo(n|nths?)?$/, 30],
  [/^(q|quarters?)$/, 90],
];

/** What was probably meant by a text that is no duration, as one: "30d" for "1mo" or "1 month"; undefined when it cannot be told. */
export function meantWindow(text: string): string | undefined {
  const [, count, word = ''] = /^\s*(\d{1,3})\s*([a-z]+)\s*$/i.exec(text) ?? [];
  // A capital M is a month, as in OpenSLO; a small one is a minute.
  const unit = word === 'M' ? 'mo' : word.toLowerCase();
  const found = LONG_UNITS.find(([words]) => words.test(unit));
  return found ? `${Number(count) * found[1]}d` : meantDuration(text);
}
