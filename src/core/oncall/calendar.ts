import { type ClockChange, nextClockChanges } from '../time/clock-changes.js';
import { DAY } from '../time/duration.js';
import type { LocalDate } from '../time/zone-clock.js';
import { dayAt, instantOf } from './handoffs.js';
import type { Schedule, Stretch } from './schedule.js';
import { type Shift, shiftsBetween } from './shifts.js';

/** Who answers on some days of a schedule's zone, from the first's midnight to that after the last. */
export interface OnCallCalendar {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** In order, cut to the calendar. */
  readonly shifts: readonly CalendarShift[];
  readonly days: readonly CalendarDay[];
  /** When clocks are set in it, and the next time after it. */
  readonly clockChanges: readonly ClockChange[];
}

export interface CalendarShift extends Shift {
  /** It began before the calendar does. */
  readonly begunBefore: boolean;
  /** It goes on after the calendar's end. */
  readonly goesOn: boolean;
}

export interface CalendarDay {
  /** `2026-11-30` */
  readonly date: string;
  /** 0 is Monday. */
  readonly weekday: number;
  /** Who answers on it, in order, nobody twice in a row; undefined for a gap. */
  readonly people: readonly (string | undefined)[];
  /** Whether clocks are set on it. */
  readonly clocksSet: boolean;
}

/** Zones set their clocks a few times a year at most; this many are looked for in a calendar, and past it. */
const MOST_CHANGES = 12;
/** The first day of the count, 1 January 1970, was a Thursday. */
const THURSDAY = 3;

/** Some days of a zone, from the first's midnight to that after the last. */
export interface CalendarSpan {
  readonly timeZone: string;
  /** Since 1970. */
  readonly firstDay: number;
  readonly dayCount: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** @param first a day; undefined: the one that the clocks of the zone show at `now` */
export function calendarSpan(
  timeZone: string,
  first: LocalDate | undefined,
  dayCount: number,
  now: number,
): CalendarSpan {
  const firstDay = first
    ? Math.floor(Date.UTC(first.year, first.month, first.day) / DAY)
    : dayAt(timeZone, now);
  const [from, to] = [instantOf(timeZone, firstDay, 0), instantOf(timeZone, firstDay + dayCount, 0)];
  return { timeZone, firstDay, dayCount, from, to };
}

/** What has to be known of a calendar: a ms more at both ends shows what began before, and what goes on. */
export function reachOf({ from, to }: CalendarSpan): Stretch {
  return { from: from - 1, to: to + 1 };
}

export function onCallCalendar(schedule: Schedule, span: CalendarSpan): OnCallCalendar {
  const { from, to } = reachOf(span);
  return calendarOfShifts(span, shiftsBetween(schedule, from, to));
}

/** @param reached the shifts of its reach, in order */
export function calendarOfShifts(span: CalendarSpan, reached: readonly Shift[]): OnCallCalendar {
  const { timeZone, firstDay, dayCount, from, to } = span;
  const shifts = reached
    .filter((shift) => shift.from < to && shift.to > from)
    .map((shift) => cut(shift, span));
  const changes = nextClockChanges(timeZone, from - 1, MOST_CHANGES);
  const days = Array.from({ length: dayCount }, (_, index): CalendarDay => {
    const day = firstDay + index;
    const [begins, ends] = [instantOf(timeZone, day, 0), instantOf(timeZone, day + 1, 0)];
    const own = shifts.filter((shift) => shift.from < ends && shift.to > begins);
    const people = own.map(({ onCall }) => onCall?.person);
    return {
      date: new Date(day * DAY).toISOString().slice(0, 10),
      weekday: (((day + THURSDAY) % 7) + 7) % 7,
      people: people.filter((person, at) => at === 0 || person !== people[at - 1]),
      clocksSet: changes.some(({ at }) => begins <= at && at < ends),
    };
  });
  const after = changes.findIndex(({ at }) => at >= to);
  return { from, to, shifts, days, clockChanges: after < 0 ? changes : changes.slice(0, after + 1) };
}

function cut(shift: Shift, { from, to }: CalendarSpan): CalendarShift {
  return {
    from: Math.max(shift.from, from),
    to: Math.min(shift.to, to),
    onCall: shift.onCall,
    begunBefore: shift.from < from,
    goesOn: shift.to > to,
  };
}
