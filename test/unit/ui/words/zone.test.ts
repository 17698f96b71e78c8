import { expect, it } from 'vitest';
import {
  beside,
  besideUtc,
  dayText,
  instantOf,
  midnights,
  wallOf,
  wallText,
} from '../../../../src/ui/words/zone.js';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const BERLIN = 'Europe/Berlin';

it('reads and writes clocks on both sides of their changes', () => {
  expect(wallOf(BERLIN, at('2026-03-29T00:59:00Z'))).toBe('2026-03-29T01:59');
  expect(wallOf(BERLIN, at('2026-03-29T01:00:00Z'))).toBe('2026-03-29T03:00');
  expect(instantOf(BERLIN, '2026-03-29T01:59')).toBe(at('2026-03-29T00:59:00Z'));
  expect(instantOf(BERLIN, '2026-03-29T03:00')).toBe(at('2026-03-29T01:00:00Z'));
  expect(instantOf(BERLIN, '2026-10-25T12:00')).toBe(at('2026-10-25T11:00:00Z'));
  expect(instantOf('America/New_York', '2026-11-01T00:00')).toBe(at('2026-11-01T04:00:00Z'));
  expect(instantOf(BERLIN, '')).toBeUndefined();
  expect(wallText('UTC', at('2026-11-28T14:05:00Z'))).toBe('Sat 2026-11-28 14:05');
  expect(dayText(BERLIN, at('2026-11-28T23:05:00Z'))).toBe('Sun 29');
});

it('finds midnights, between which are 23 to 25 hours', () => {
  const days = midnights(BERLIN, at('2026-10-24T00:00:00Z'), at('2026-10-27T00:00:00Z'));
  expect(days.map((day) => new Date(day).toISOString())).toEqual([
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T23:00:00.000Z',
    '2026-10-26T23:00:00.000Z',
  ]);
  expect(midnights('UTC', 0, 48 * HOUR)).toEqual([0, 24 * HOUR]);
});

it('says what clocks here show only where that is not what UTC is', () => {
  expect(besideUtc(BERLIN, at('2026-11-28T14:05:00Z'))).toBe('15:05 here');
  expect(besideUtc(BERLIN, at('2026-11-28T23:05:00Z'))).toBe('Sun 00:05 here');
  expect(besideUtc('America/New_York', at('2026-11-28T02:00:00Z'))).toBe('Fri 21:00 here');
  expect(besideUtc('UTC', at('2026-11-28T14:05:00Z'))).toBeUndefined();
  expect(beside(BERLIN, BERLIN, at('2026-11-28T14:05:00Z'))).toBeUndefined();
  expect(beside(BERLIN, 'America/New_York', at('2026-11-28T23:05:00Z'))).toBe('Sat 18:05 here');
});
