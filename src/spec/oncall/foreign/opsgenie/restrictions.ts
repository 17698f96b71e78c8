import type { WeeklyHours } from '../../../../core/oncall/schedule.js';
import { DAY, HOUR, MINUTE } from '../../../../core/time/duration.js';
import type { ForeignValue } from '../foreign-value.js';
import { hoursOfWeek, type WeekStretch } from '../week-hours.js';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The hours of a rotation by its time restriction; undefined where it cannot be read. */
export function restrictionHours(restriction: ForeignValue): WeeklyHours[] | undefined {
  if (restriction.value === undefined || restriction.value === null) return [];
  const daily = restriction.at('type').text() === 'time-of-day';
  const stretches = daily
    ? [dailyStretches(restriction.at('restriction'))]
    : restriction.at('restrictions').list().map(weeklyStretches);
  const known = stretches.flatMap((each) => each ?? []);
  return stretches.includes(undefined) || known.length === 0 ? undefined : hoursOfWeek(known);
}

function dailyStretches(restriction: ForeignValue): WeekStretch[] | undefined {
  const [from, to] = timesOf(restriction);
  if (from === undefined || to === undefined) return undefined;
  const length = to > from ? to - from : to - from + DAY;
  return WEEKDAYS.map((_, weekday) => ({ weekday, from, length }));
}

function weeklyStretches(restriction: ForeignValue): WeekStretch[] | undefined {
  const [from, to] = timesOf(restriction);
  const [weekday, last] = ['startDay', 'endDay'].map((name) =>
    WEEKDAYS.indexOf(restriction.at(name).text()?.toLowerCase() ?? ''),
  );
  if (from === undefined || to === undefined || weekday === undefined || last === undefined) return undefined;
  if (weekday < 0 || last < 0) return undefined;
  const length = (last - weekday) * DAY + to - from;
  return [{ weekday, from, length: length > 0 ? length : length + 7 * DAY }];
}

function timesOf(restriction: ForeignValue): (number | undefined)[] {
  return ['start', 'end'].map((edge) => {
    const hour = restriction.at(`${edge}Hour`).number();
    const minute = restriction.at(`${edge}Min`).number() ?? 0;
    return hour === undefined ? undefined : (hour * HOUR + minute * MINUTE) % DAY;
  });
}
