import type { WeeklyHours } from '../../../core/oncall/schedule.js';
import { DAY } from '../../../core/time/duration.js';
import { overlaps, type Stretch } from '../../../core/time/stretches.js';

const WEEK = 7 * DAY;

/** Whether two lists of hours have some time of the week in common; no hours are all of it. */
export function hoursOverlap(some: readonly WeeklyHours[], others: readonly WeeklyHours[]): boolean {
  return overlaps(inWeek(some), inWeek(others)).length > 0;
}

function inWeek(hours: readonly WeeklyHours[]): Stretch[] {
  if (hours.length === 0) return [{ from: 0, to: WEEK }];
  return hours.flatMap(({ weekdays, from, to }) =>
    weekdays.flatMap((weekday) => {
      const begins = weekday * DAY + from;
      const ends = weekday * DAY + to + (to > from ? 0 : DAY);
      // What goes over the end of the week is at its beginning, too.
      return ends > WEEK
        ? [
            { from: begins, to: WEEK },
            { from: 0, to: ends - WEEK },
          ]
        : [{ from: begins, to: ends }];
    }),
  );
}
