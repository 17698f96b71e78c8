import { DAY } from '../time/duration.js';
import { localDate, type LocalDate, wallInstant } from '../time/zone-clock.js';

/** By their numbers. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** The first is 1; the last, which has no number of its own, is -1. */
export const WEEKS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** Which days, at what time on the wall clocks of a zone, and for how long. A day has to meet every condition that is given. */
export interface Recurrence {
  /** 0 is Sunday, 6 is Saturday. */
  readonly weekdays?: readonly number[];
  /** The first, second … of its weekday in the month; -1 is the last. */
  readonly weeks?: readonly number[];
  /** 1 to 31; -1 is the last of the month. */
  readonly monthDays?: readonly number[];
  /** ms after midnight as clocks show it: where they skip it, the end of the jump; where they show it twice, the first. */
  readonly at: number;
  /** ms that really pass. */
  readonly durationMs: number;
  /** An IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
}

/** The instants of [from, to) at which it begins, in order. */
export function startsIn(every: Recurrence, from: number, to: number): number[] {
  const starts: number[] = [];
  const first = localDate(every.timeZone, from - DAY);
  const days = Math.ceil((to - from) / DAY) + 3;
  for (let i = 0; i < days; i += 1) {
    const date = normal({ ...first, day: first.day + i });
    if (!occursOn(every, date)) continue;
    const start = wallInstant(every.timeZone, date, every.at);
    if (start >= from && start < to) starts.push(start);
  }
  return starts;
}

/** False where no day of any month meets all conditions: the first is never in the third week. */
export function canOccur(every: Pick<Recurrence, 'weekdays' | 'weeks' | 'monthDays'>): boolean {
  // Every day of a month of every length falls on every weekday in some year.
  const weekday = every.weekdays?.[0] ?? 0;
  return [28, 29, 30, 31].some((inMonth) =>
    Array.from({ length: inMonth }, (_, index) => index + 1).some((day) =>
      meets(every, day, inMonth, weekday),
    ),
  );
}

function occursOn(every: Recurrence, { year, month, day }: LocalDate): boolean {
  const inMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return meets(every, day, inMonth, new Date(Date.UTC(year, month, day)).getUTCDay());
}

function meets(
  { weekdays, weeks, monthDays }: Pick<Recurrence, 'weekdays' | 'weeks' | 'monthDays'>,
  day: number,
  inMonth: number,
  weekday: number,
): boolean {
  if (monthDays && !monthDays.includes(day) && !(day === inMonth && monthDays.includes(-1))) return false;
  if (weekdays && !weekdays.includes(weekday)) return false;
  const isLast = day + 7 > inMonth;
  return !weeks || weeks.includes(Math.ceil(day / 7)) || (isLast && weeks.includes(-1));
}

function normal({ year, month, day }: LocalDate): LocalDate {
  const date = new Date(Date.UTC(year, month, day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}
