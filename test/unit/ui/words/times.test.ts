import { expect, it } from 'vitest';
import { shortUtc, spanText, utcText } from '../../../../src/ui/words/times.js';

it.each([
  [0, '0s'],
  [-5, '0s'],
  [499, '0s'],
  [59_499, '59s'],
  [59_500, '1m'],
  [61_000, '1m 1s'],
  [3_600_000, '1h'],
  [3_661_000, '1h 1m'],
  [26 * 3_600_000, '1d 2h'],
  [24 * 3_600_000 + 59_000, '1d'],
])('%d ms are %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

it('an instant has its date unless it is of today, and always its zone', () => {
  const at = Date.parse('2026-11-23T02:30:05Z');
  expect(utcText(at)).toBe('2026-11-23 02:30:05 UTC');
  expect(shortUtc(at, at + 1000)).toBe('02:30:05 UTC');
  expect(shortUtc(at, at + 86_400_000)).toBe('2026-11-23 02:30 UTC');
});
