import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextClockChanges } from '../../../../src/core/time/clock-changes.js';
import { DAY, HOUR } from '../../../../src/core/time/duration.js';
import { localDate } from '../../../../src/core/time/zone-clock.js';
import { zoneDay } from '../../../../src/core/time/zone-days.js';

/** Clocks set at midnight, by half an hour, a day that was left out, twice a year around Ramadan, and none. */
const ZONES = [
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Beirut',
  'UTC',
];

function shownDay(timeZone: string, at: number): number {
  const { year, month, day } = localDate(timeZone, at);
  return Date.UTC(year, month, day) / DAY;
}

it('is the day that the wall shows, at any instant', () => {
  const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instant, (timeZone, at) => {
      expect(zoneDay(timeZone, at)).toBe(shownDay(timeZone, at));
    }),
    { numRuns: 2_000 },
  );
});

it.each(ZONES)('is that of the wall around each time that clocks of %s are set', (timeZone) => {
  const changes = [1_995, 2_011, 2_026].flatMap((year) =>
    nextClockChanges(timeZone, Date.UTC(year, 0, 1), 6),
  );
  for (const { at } of changes)
    for (const off of [-25 * HOUR, -HOUR, -1, 0, 1, HOUR / 2, HOUR, 2 * HOUR, 23 * HOUR])
      expect(zoneDay(timeZone, at + off)).toBe(shownDay(timeZone, at + off));
});

it('skips the day that a zone has left out', () => {
  const before = zoneDay('Pacific/Apia', Date.UTC(2011, 11, 30, 9, 59));
  expect(zoneDay('Pacific/Apia', Date.UTC(2011, 11, 30, 10))).toBe(before + 2);
});
