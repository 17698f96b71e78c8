import type { WeeklyHours } from '../../../../core/oncall/schedule.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../core/time/duration.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { hoursOfWeek, type WeekStretch } from '../week-hours.js';

/** The hours of a layer by its restrictions; undefined, and a note, where one cannot be said. */
export function restrictionHours(draft: Draft, restrictions: ForeignValue): WeeklyHours[] | undefined {
  const stretches = restrictions.list().map((restriction) => {
    const found = stretchesOf(restriction);
    if (!found)
      draft.note(restriction, 'this restriction is no time of the day or the week in whole minutes');
    return found;
  });
  const known = stretches.flatMap((each) => each ?? []);
  return stretches.includes(undefined) ? undefined : hoursOfWeek(known);
}

function stretchesOf(restriction: ForeignValue): WeekStretch[] | undefined {
  const from = timeOf(restriction.at('start_time_of_day').text());
  const length = (restriction.at('duration_seconds').number() ?? 0) * SECOND;
  if (from === undefined || length <= 0 || length % MINUTE !== 0) return undefined;
  if (restriction.at('type').text() === 'daily_restriction')
    return length > DAY ? undefined : [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from, length }));
  const day = restriction.at('start_day_of_week').number();
  // 1 is Monday, 7 is Sunday.
  if (day === undefined || !Number.isInteger(day) || day < 1 || day > 7 || length > 7 * DAY) return undefined;
  return [{ weekday: day % 7, from, length }];
}

function timeOf(text: string | undefined): number | undefined {
  const [, hour, minute, second] = /^(\d\d):(\d\d):(\d\d)/.exec(text ?? '') ?? [];
  if (hour === undefined || second !== '00') return undefined;
  const time = Number(hour) * HOUR + Number(minute) * MINUTE;
  return time < DAY ? time : undefined;
}
