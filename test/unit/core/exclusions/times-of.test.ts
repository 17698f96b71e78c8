import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exclusion } from '../../../../src/core/exclusions/exclusion.js';
import { selectsSlo } from '../../../../src/core/exclusions/exclusion.js';
import type { Recurrence } from '../../../../src/core/exclusions/recurrence.js';
import { timesOf } from '../../../../src/core/exclusions/times-of.js';
import { DAY, HOUR, MINUTE } from '../../../../src/core/time/duration.js';
import { checkoutSlo } from '../../../support/checkout-slos.js';

/** Days around which clocks are set in one of the zones, and some on which they are not. */
const DAYS = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2026-06-30',
];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

function maintenance(when: Exclusion['when']): Exclusion {
  return {
    id: 'm',
    kind: 'maintenance',
    origin: 'file',
    selects: {},
    author: 'maria',
    reason: 'patches',
    when,
  };
}

function recurring(every: Recurrence, from = 0, to?: number): Exclusion {
  return maintenance({ kind: 'recurring', from, every, ...(to === undefined ? {} : { to }) });
}

/** What wall clocks show, from the platform's own words rather than by the code under test. */
function wallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}:00Z`);
}

const recurrence = fc.record(
  {
    weekdays: fc.uniqueArray(fc.nat(6), { minLength: 1 }),
    weeks: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1), { minLength: 1 }),
    monthDays: fc.uniqueArray(fc.constantFrom(1, 4, 5, 8, 25, 29, 30, 31, -1), { minLength: 1 }),
    at: fc.nat(95).map((quarter) => quarter * 15 * MINUTE),
    durationMs: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters * 15 * MINUTE),
    timeZone: fc.constantFrom(...ZONES),
  },
  { requiredKeys: ['at', 'durationMs', 'timeZone'] },
);

function meets({ weekdays, weeks, monthDays }: Partial<Recurrence>, wall: number): boolean {
  const date = new Date(wall);
  const day = date.getUTCDate();
  const endsMonth = (days: number) => new Date(wall + days * DAY).getUTCMonth() !== date.getUTCMonth();
  const week = 1 + Math.floor((day - 1) / 7);
  return (
    (!weekdays || weekdays.includes(date.getUTCDay())) &&
    (!weeks || weeks.includes(week) || (weeks.includes(-1) && endsMonth(7))) &&
    (!monthDays || monthDays.includes(day) || (monthDays.includes(-1) && endsMonth(1)))
  );
}

describe('a maintenance that comes again', () => {
  it('begins when wall clocks first show its time, on every zone’s long and short days, and lasts as long as it says', () => {
    fc.assert(
      fc.property(recurrence, fc.constantFrom(...DAYS), (every, day) => {
        const noon = Date.parse(`${day}T12:00:00Z`);
        const span = { from: noon - 2 * DAY, to: noon + 2 * DAY };
        const wall = wallClock(every.timeZone);
        // Minute by minute: a date's time has come with the first minute whose clocks show it or a later time.
        const expected: number[] = [];
        let newest = wall(span.from - 3 * DAY);
        for (let at = span.from - 3 * DAY + 5 * MINUTE; at < span.to; at += 5 * MINUTE) {
          const shown = wall(at);
          for (let date = Math.floor(newest / DAY) * DAY; date <= shown; date += DAY) {
            const begins = date + every.at;
            if (begins > newest && begins <= shown && meets(every, date)) expected.push(at);
          }
          newest = Math.max(newest, shown);
        }
        const reaching = expected.filter((start) => start + every.durationMs > span.from);
        expect(timesOf(recurring(every), span)).toEqual(
          reaching.map((start) => ({ from: start, to: start + every.durationMs })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('comes from its beginning to its end, and not before or after', () => {
    const every = { at: 2 * HOUR, durationMs: HOUR, timeZone: 'UTC' };
    const second = Date.UTC(2026, 5, 2);
    const times = timesOf(recurring(every, second, second + 2 * DAY), { from: 0, to: second + 30 * DAY });
    expect(times.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-06-02T02:00:00.000Z',
      '2026-06-03T02:00:00.000Z',
    ]);
  });
});

it('a maintenance once is told whole wherever it reaches in, and not where it only touches', () => {
  const once = maintenance({ kind: 'listed', times: [{ from: 100, to: 200 }] });
  expect(timesOf(once, { from: 199, to: 300 })).toEqual([{ from: 100, to: 200 }]);
  expect(timesOf(once, { from: 0, to: 101 })).toEqual([{ from: 100, to: 200 }]);
  expect(timesOf(once, { from: 200, to: 300 })).toEqual([]);
  expect(timesOf(once, { from: 0, to: 100 })).toEqual([]);
});

it('a selection takes the SLOs that meet all of its conditions', () => {
  const slo = checkoutSlo();
  const labelled = { ...slo, metadata: { ...slo.metadata, labels: { tier: '1', team: 'a' } } };
  expect(selectsSlo({ slos: [slo.id, 'x/y'] }, slo)).toBe(true);
  expect(selectsSlo({ slos: ['x/y'] }, slo)).toBe(false);
  expect(selectsSlo({ service: slo.service, labels: { tier: '1' } }, labelled)).toBe(true);
  expect(selectsSlo({ service: 'other', labels: { tier: '1' } }, labelled)).toBe(false);
  expect(selectsSlo({ labels: { tier: '1', team: 'b' } }, labelled)).toBe(false);
});
