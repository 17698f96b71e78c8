import { DAY } from './duration.js';
import { type LocalDate, localDate, startOfDate, zoneOffset } from './zone-clock.js';

export type CalendarUnit = 'week' | 'month' | 'quarter' | 'year';

/** One week, month, quarter or year of a zone, from its first instant to that of the next (epoch ms). */
export interface CalendarPeriod {
  readonly from: number;
  readonly to: number;
}

/** Periods that are remembered of each unit and zone: watermarks stand on both sides of an edge for a while. */
const MOST_REMEMBERED = 4;

const known = new Map<string, CalendarPeriod[]>();

/**
 * The period of a zone's calendar that holds an instant: from ≤ at < to. Weeks begin on Monday. A period begins at local midnight, or
 * with the first instant after it where clocks skip midnight, so that periods follow each other without gap or overlap.
 * @param timeZone a name that `isTimeZone` takes; any other throws a RangeError
 */
export function calendarPeriod(unit: CalendarUnit, timeZone: string, at: number): CalendarPeriod {
  const key = `${unit} ${timeZone}`;
  // Asked at every evaluation of thousands of SLOs, mostly about the same period.
  const remembered = known.get(key) ?? [];
  const found = remembered.find(({ from, to }) => from <= at && at < to);
  if (found) return found;
  const period = findPeriod(unit, timeZone, at);
  known.set(key, [period, ...remembered.slice(0, MOST_REMEMBERED - 1)]);
  return period;
}

function findPeriod(unit: CalendarUnit, timeZone: string, at: number): CalendarPeriod {
  let first = firstDate(unit, localDate(timeZone, at));
  let [from, to] = [startOfDate(timeZone, first), startOfDate(timeZone, next(unit, first))];
  // Where clocks are set back over midnight, the date of before is shown again after the next period has begun.
  while (at >= to) {
    first = next(unit, first);
    [from, to] = [to, startOfDate(timeZone, next(unit, first))];
  }
  return { from, to };
}

function firstDate(unit: CalendarUnit, { year, month, day }: LocalDate): LocalDate {
  switch (unit) {
    case 'week':
      return { year, month, day: day - ((new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7) };
    case 'month':
      return { year, month, day: 1 };
    case 'quarter':
      return { year, month: month - (month % 3), day: 1 };
    case 'year':
      return { year, month: 0, day: 1 };
  }
}

function next(unit: CalendarUnit, { year, month, day }: LocalDate): LocalDate {
  switch (unit) {
    case 'week':
      return { year, month, day: day + 7 };
    case 'month':
      return { year, month: month + 1, day };
    case 'quarter':
      return { year, month: month + 3, day };
    case 'year':
      return { year: year + 1, month, day };
  }
}

/**
 * A width (ms) of which every edge of a zone's periods is a multiple: a day for UTC, mostly an hour, a quarter of an hour for Kathmandu.
 * By the clocks of one year, so that it never changes; a zone that is given other clocks later may have edges elsewhere.
 */
export function edgeStep(timeZone: string): number {
  const quarters = [0, 3, 6, 9].map((month) => zoneOffset(timeZone, Date.UTC(2025, month, 1)));
  return quarters.reduce((step, offset) => greatestCommon(step, Math.abs(offset)), DAY);
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}

/** How long a unit is for what needs one length of it: alert windows, theory. */
export const NOMINAL_LENGTH: Readonly<Record<CalendarUnit, number>> = {
  week: 7 * DAY,
  month: 30 * DAY,
  quarter: 91 * DAY,
  year: 365 * DAY,
};

/** No period is longer: a day more than the calendar's longest, for clocks that are set back, once by a whole day. */
export const LONGEST_PERIOD: Readonly<Record<CalendarUnit, number>> = {
  week: 8 * DAY,
  month: 32 * DAY,
  quarter: 93 * DAY,
  year: 367 * DAY,
};
