import type { WeeklyHours } from '../../../core/oncall/schedule.js';
import { DAY } from '../../../core/time/duration.js';

/** A stretch of the week on the wall. */
export interface WeekStretch {
  /** 0 is Sunday. */
  readonly weekday: number;
  /** ms after midnight. */
  readonly from: number;
  /** How long (ms); a week at most. */
  readonly length: number;
}

/** The same as hours of single days, alike days together: what lasts over midnight for longer than a day is cut there. */
export function hoursOfWeek(stretches: readonly WeekStretch[]): WeeklyHours[] {
  const days = new Map<string, { from: number; to: number; weekdays: Set<number> }>();
  for (const { weekday, from, to } of stretches.flatMap(daysOf)) {
    const key = `${from} ${to}`;
    const alike = days.get(key) ?? { from, to, weekdays: new Set() };
    alike.weekdays.add(weekday);
    days.set(key, alike);
  }
  return [...days.values()].map(({ from, to, weekdays }) => ({ weekdays: [...weekdays].sort(), from, to }));
}

function daysOf({ weekday, from, length }: WeekStretch): { weekday: number; from: number; to: number }[] {
  // Hours of up to a day may go over midnight as they are.
  if (length <= DAY) return [{ weekday, from, to: (from + length) % DAY }];
  const days = [{ weekday, from, to: 0 }];
  let left = length - (DAY - from);
  for (let day = weekday + 1; left > 0; day += 1) {
    days.push({ weekday: day % 7, from: 0, to: left >= DAY ? 0 : left });
    left -= DAY;
  }
  return days;
}
