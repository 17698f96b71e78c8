import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../../src/core/time/duration.js';
import { readDuration } from '../../../src/http/read-duration.js';

const read = (text: string) => readDuration(text, 'for', '2h', 7 * DAY);

test('a duration of a request is read, up to the longest that may be asked for', () => {
  expect([read('2h'), read('7d')]).toEqual([2 * HOUR, 7 * DAY]);
  expect(readDuration('400d', 'for', '2h')).toBe(400 * DAY);
});

test.each([
  ['2 hours', 'did you mean "2h"?'],
  ['8 days', 'write such as 2h'],
  ['8d', 'write such as 2h'],
  ['soon', 'write such as 2h'],
])('%s is refused: %s', (text, mend) => {
  expect(() => read(text)).toThrow(`"for" is a duration up to 7d, not "${text}": ${mend}`);
});
