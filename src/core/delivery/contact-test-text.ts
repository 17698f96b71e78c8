import type { SignalContactTest } from './signal.js';
import { instant } from './words.js';

/** One line about the test of somebody's contact: its code, or that it is over. */
export function contactTestTitle(test: SignalContactTest): string {
  const { person } = test;
  if ('code' in test) return `TEST, not a page: ${person}, confirm with the code ${test.code}`;
  return test.outcome === 'verified'
    ? `TEST is over: this contact of ${person} is verified`
    : `TEST is over: nobody gave its code, and this contact of ${person} is not verified by it`;
}

/** Who asks, and what to do with the code. */
export function contactTestLines(test: SignalContactTest): string[] {
  if (!('code' in test)) return ['Nothing is wrong, and there is nothing to do.'];
  const { person, code, by, until } = test;
  return [
    `This is a TEST, asked for by ${by}: it shows whether pages reach ${person} here. Nothing is wrong.`,
    `Code: ${code}`,
    `Confirm: firebreak oncall contact verify ${person} ${code}`,
    `Until: ${instant(until)}`,
  ];
}
