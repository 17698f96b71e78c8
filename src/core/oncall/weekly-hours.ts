import { dayAt, instantOf } from './handoffs.js';
import type { Stretch, WeeklyHours } from './schedule.js';

/** The first day of the count, 1 January 1970, was a Thursday. */
const THURSDAY = 4;

/** True within some of the hours; always where there are none. */
export function isWithin(hours: readonly WeeklyHours[], timeZone: string, at: number): boolean {
  if (hours.length === 0) return true;
  const today = dayAt(timeZone, at);
  // Hours over midnight began the day before; clocks that are set back over midnight show a day that is over.
  return hours.some((each) =>
    [today - 1, today, today + 1].some((day) => {
      const stretch = stretchOf(each, timeZone, day);
      return stretch !== undefined && stretch.from <= at && at < stretch.to;
    }),
  );
}

/** Those of the hours that touch [from, to), in no order. */
export function stretchesIn(
  hours: readonly WeeklyHours[],
  timeZone: string,
  from: number,
  to: number,
): Stretch[] {
  const [first, last] = [dayAt(timeZone, from) - 1, dayAt(timeZone, to) + 1];
  const found: Stretch[] = [];
  for (let day = first; day <= last; day += 1) {
    for (const each of hours) {
      const stretch = stretchOf(each, timeZone, day);
      if (stretch && stretch.from < to && stretch.to > from) found.push(stretch);
    }
  }
  return found;
}

function stretchOf({ weekdays, from, to }: WeeklyHours, timeZone: string, day: number): Stretch | undefined {
  if (!weekdays.includes((((day + THURSDAY) % 7) + 7) % 7)) return undefined;
  return {
    from: instantOf(timeZone, day, from),
    to: instantOf(timeZone, to > from ? day : day + 1, to),
  };
}
