import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarUnit,
  calendarPeriod,
  LONGEST_PERIOD,
  NOMINAL_LENGTH,
} from '../../../../src/core/time/calendar.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { localDate, timeZones } from '../../../../src/core/time/zone-clock.js';

const at = (text: string) => Date.parse(text);

/** A period as instants in UTC. */
function periodOf(unit: CalendarUnit, zone: string, instant: string): [from: string, to: string] {
  const { from, to } = calendarPeriod(unit, zone, at(instant));
  return [from, to].map((edge) => new Date(edge).toISOString().slice(0, 16)) as [string, string];
}

describe('a calendar period', () => {
  it.each<[unit: CalendarUnit, zone: string, instant: string, from: string, to: string]>([
    // Month ends and leap days.
    ['month', 'UTC', '2026-02-10T00:00Z', '2026-02-01T00:00', '2026-03-01T00:00'],
    ['month', 'UTC', '2028-02-29T12:00Z', '2028-02-01T00:00', '2028-03-01T00:00'],
    ['month', 'UTC', '2100-02-28T23:59Z', '2100-02-01T00:00', '2100-03-01T00:00'],
    ['month', 'UTC', '2026-12-31T23:59Z', '2026-12-01T00:00', '2027-01-01T00:00'],
    ['quarter', 'UTC', '2026-05-31T00:00Z', '2026-04-01T00:00', '2026-07-01T00:00'],
    ['quarter', 'UTC', '2026-12-31T00:00Z', '2026-10-01T00:00', '2027-01-01T00:00'],
    ['year', 'UTC', '2028-12-31T00:00Z', '2028-01-01T00:00', '2029-01-01T00:00'],
    // Weeks begin on Monday, over the year's end too.
    ['week', 'UTC', '2026-11-24T12:00Z', '2026-11-23T00:00', '2026-11-30T00:00'],
    ['week', 'UTC', '2026-11-22T23:59Z', '2026-11-16T00:00', '2026-11-23T00:00'],
    ['week', 'UTC', '2027-01-01T00:00Z', '2026-12-28T00:00', '2027-01-04T00:00'],
    // The edge is the new period's.
    ['month', 'Europe/Berlin', '2026-10-31T22:59:59.999Z', '2026-09-30T22:00', '2026-10-31T23:00'],
    ['month', 'Europe/Berlin', '2026-10-31T23:00Z', '2026-10-31T23:00', '2026-11-30T23:00'],
    // An hour is missing in March, and is there twice in autumn.
    ['month', 'Europe/Berlin', '2026-03-15T00:00Z', '2026-02-28T23:00', '2026-03-31T22:00'],
    ['week', 'Europe/Berlin', '2026-10-25T12:00Z', '2026-10-18T22:00', '2026-10-25T23:00'],
    ['quarter', 'America/New_York', '2026-11-15T00:00Z', '2026-10-01T04:00', '2027-01-01T05:00'],
    ['year', 'America/New_York', '2026-07-01T00:00Z', '2026-01-01T05:00', '2027-01-01T05:00'],
    // Zones of half and quarter hours; Lord Howe's summer time is half an hour.
    ['month', 'Asia/Kolkata', '2026-01-31T18:29Z', '2025-12-31T18:30', '2026-01-31T18:30'],
    ['month', 'Asia/Kathmandu', '2026-01-31T18:14Z', '2025-12-31T18:15', '2026-01-31T18:15'],
    ['month', 'Australia/Lord_Howe', '2026-04-20T00:00Z', '2026-03-31T13:00', '2026-04-30T13:30'],
    ['quarter', 'Pacific/Chatham', '2026-04-20T00:00Z', '2026-03-31T10:15', '2026-06-30T11:15'],
    // Kathmandu moved by a quarter of an hour when the year 1986 began: midnight was skipped.
    ['year', 'Asia/Kathmandu', '1985-06-01T00:00Z', '1984-12-31T18:30', '1985-12-31T18:30'],
    ['year', 'Asia/Kathmandu', '1986-06-01T00:00Z', '1985-12-31T18:30', '1986-12-31T18:15'],
    // Clocks are set at midnight: it is skipped in spring, and Sunday ends an hour late in autumn.
    ['month', 'America/Sao_Paulo', '2018-11-10T00:00Z', '2018-11-01T03:00', '2018-12-01T02:00'],
    ['week', 'America/Sao_Paulo', '2018-02-18T12:00Z', '2018-02-12T02:00', '2018-02-19T03:00'],
    ['month', 'Asia/Beirut', '2026-03-29T12:00Z', '2026-02-28T22:00', '2026-03-31T21:00'],
    ['week', 'Asia/Beirut', '2026-10-25T12:00Z', '2026-10-18T21:00', '2026-10-25T22:00'],
    // October's first day ended Cairo's summer time, and begins at one o'clock in Asunción.
    ['month', 'Africa/Cairo', '2010-10-15T00:00Z', '2010-09-30T22:00', '2010-10-31T22:00'],
    ['month', 'America/Asuncion', '2017-10-15T00:00Z', '2017-10-01T04:00', '2017-11-01T03:00'],
    // A minute into November clocks went back to October, which is November's all the same.
    ['month', 'America/St_Johns', '2009-11-01T02:45Z', '2009-11-01T02:30', '2009-12-01T03:30'],
    ['month', 'America/St_Johns', '2009-11-01T02:29Z', '2009-10-01T02:30', '2009-11-01T02:30'],
    // Samoa had no 30 December 2011, Kiritimati no 31 December 1994.
    ['week', 'Pacific/Apia', '2011-12-30T20:00Z', '2011-12-26T10:00', '2012-01-01T10:00'],
    ['month', 'Pacific/Apia', '2011-12-30T20:00Z', '2011-12-01T10:00', '2011-12-31T10:00'],
    ['year', 'Pacific/Kiritimati', '1995-06-01T00:00Z', '1994-12-31T10:00', '1995-12-31T10:00'],
    // Clocks were 44 minutes and 30 seconds behind until 7 January.
    ['month', 'Africa/Monrovia', '1972-01-20T00:00Z', '1972-01-01T00:44', '1972-02-01T00:00'],
  ])('%s of %s at %s', (unit, zone, instant, from, to) => {
    expect(periodOf(unit, zone, instant)).toEqual([from, to]);
  });

  it('is the same however the clock jumps in between', () => {
    const jumps = ['2026-03-29T00:59Z', '2026-10-25T01:30Z', '2026-03-01T00:00Z', '2026-03-31T21:59Z'];
    const first = jumps.map((instant) => periodOf('month', 'Europe/Berlin', instant));
    const again = [...jumps].reverse().map((instant) => periodOf('month', 'Europe/Berlin', instant));
    expect(again.reverse()).toEqual(first);
  });

  it('refuses a zone that there is not', () => {
    expect(() => calendarPeriod('month', 'Europe/Atlantis', 0)).toThrow(RangeError);
  });
});

const UNITS: readonly CalendarUnit[] = ['week', 'month', 'quarter', 'year'];
const anyUnit = fc.constantFrom(...UNITS);
const anyZone = fc.constantFrom(...timeZones());
const anyInstant = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2080, 0, 1) });

function dayNumber(zone: string, instant: number): number {
  const { year, month, day } = localDate(zone, instant);
  return Date.UTC(year, month, day) / DAY;
}

describe('the periods of any zone', () => {
  it('follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(anyUnit, anyZone, anyInstant, (unit, zone, instant) => {
        const period = calendarPeriod(unit, zone, instant);
        expect(period.from).toBeLessThanOrEqual(instant);
        expect(period.to).toBeGreaterThan(instant);
        expect(calendarPeriod(unit, zone, period.to).from).toBe(period.to);
        expect(calendarPeriod(unit, zone, period.from - 1).to).toBe(period.from);
        expect(calendarPeriod(unit, zone, period.from)).toEqual(period);
        expect(calendarPeriod(unit, zone, period.to - 1)).toEqual(period);
      }),
      { numRuns: 2000 },
    );
  });

  it('begin when the wall calendar first shows their first day, or one after it that is there', () => {
    fc.assert(
      fc.property(anyUnit, anyZone, anyInstant, (unit, zone, instant) => {
        const { from } = calendarPeriod(unit, zone, instant);
        const { year, month } = localDate(zone, from);
        const first =
          unit === 'week'
            ? dayNumber(zone, from) - ((dayNumber(zone, from) + 3) % 7)
            : Date.UTC(year, unit === 'year' ? 0 : unit === 'quarter' ? month - (month % 3) : month) / DAY;
        // One more where a zone has skipped the very date, which is not shown before then.
        expect(dayNumber(zone, from) - first).toBeLessThanOrEqual(1);
        for (let before = 1; before <= 26 * HOUR; before += 7 * MINUTE) {
          expect(dayNumber(zone, from - before)).toBeLessThan(first);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are never longer than is reckoned with, and about as long as they are called', () => {
    fc.assert(
      fc.property(anyUnit, anyZone, anyInstant, (unit, zone, instant) => {
        const { from, to } = calendarPeriod(unit, zone, instant);
        expect(to - from).toBeLessThanOrEqual(LONGEST_PERIOD[unit]);
        expect(Math.abs(to - from - NOMINAL_LENGTH[unit])).toBeLessThan(3 * DAY);
      }),
      { numRuns: 1000 },
    );
  });
});
