import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarSpan, onCallCalendar } from '../../../../src/core/oncall/calendar.js';
import type { Schedule } from '../../../../src/core/oncall/schedule.js';
import { whoIsOnCall } from '../../../../src/core/oncall/who-is-on-call.js';
import { soundLayer, soundSchedule } from '../../../support/oncall-lint-plan.js';

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
/** Nights of every day and two days of the week; the rest is a gap. */
const NIGHTS = soundSchedule('nights', {
  layers: [
    soundLayer({
      rotation: { people: ['ana', 'ben', 'cem'], handoff: 2.5 * HOUR, days: 1 },
      hours: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: 20 * HOUR, to: 8 * HOUR }],
    }),
    soundLayer({ hours: [{ weekdays: [1, 2], from: 8 * HOUR, to: 20 * HOUR }] }),
  ],
});

type First = Parameters<typeof calendarSpan>[1];
const calendarOf = (schedule: Schedule, first: First, days: number, now: number) =>
  onCallCalendar(schedule, calendarSpan(schedule.timeZone, first, days, now));

describe('onCallCalendar', () => {
  it('goes from midnight to midnight of the zone, by default from today', () => {
    const late = Date.parse('2026-03-27T23:30:00Z');
    const { from, to, days } = calendarOf(soundSchedule('primary'), undefined, 2, late);
    // In Berlin it is the 28th already, and the 29th has 23 hours.
    expect([iso(from), iso(to)]).toEqual(['2026-03-27T23:00', '2026-03-29T22:00']);
    expect(days).toMatchObject([
      { date: '2026-03-28', weekday: 5, clocksSet: false },
      { date: '2026-03-29', weekday: 6, clocksSet: true },
    ]);
  });

  it('cuts shifts to its edges, and says so', () => {
    const primary = soundSchedule('primary', {
      layers: [soundLayer({ rotation: { people: ['ana', 'ben'] } })],
    });
    const { shifts, days } = calendarOf(primary, { year: 2026, month: 0, day: 11 }, 2, 0);
    expect(shifts.map(({ onCall, begunBefore, goesOn }) => [onCall?.person, begunBefore, goesOn])).toEqual([
      ['ana', true, false],
      ['ben', false, true],
    ]);
    expect(days.map(({ people }) => people)).toEqual([['ana'], ['ana', 'ben']]);
    // From the day of the first handoff: what was before is a gap.
    const first = calendarOf(primary, { year: 2026, month: 0, day: 5 }, 1, 0);
    expect(first.shifts).toMatchObject([
      { onCall: undefined, begunBefore: true, goesOn: false },
      { begunBefore: false, goesOn: true },
    ]);
    expect(first.days[0]?.people).toEqual([undefined, 'ana']);
  });

  it('tells when clocks are set in it, and the next time after it', () => {
    const primary = soundSchedule('primary');
    const changes = (days: number) =>
      calendarOf(primary, { year: 2026, month: 2, day: 1 }, days, 0).clockChanges.map(({ at }) => iso(at));
    expect(changes(28)).toEqual(['2026-03-29T01:00']);
    expect(changes(29)).toEqual(['2026-03-29T01:00', '2026-10-25T01:00']);
    const utc = { ...primary, timeZone: 'UTC' };
    expect(calendarOf(utc, undefined, 366, 0).clockChanges).toEqual([]);
  });

  it('says of every minute what whoIsOnCall says', () => {
    const days = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (start, count, share) => {
          const { from, to, shifts } = calendarOf(NIGHTS, { year: 2026, month: 0, day: start }, count, 0);
          expect(shifts[0]?.from).toBe(from);
          expect(shifts.at(-1)?.to).toBe(to);
          for (const [index, shift] of shifts.entries()) expect(shifts[index + 1]?.from ?? to).toBe(shift.to);
          const at = from + Math.floor((to - from) * share);
          const shift = shifts.find((each) => each.from <= at && at < each.to);
          expect(shift?.onCall).toEqual(whoIsOnCall(NIGHTS, at));
        },
      ),
      { numRuns: 60 },
    );
  });
});
