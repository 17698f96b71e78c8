import { type Recurrence, WEEKDAYS, WEEKS } from '../../core/exclusions/recurrence.js';
import { DAY, HOUR, MINUTE, parseDuration } from '../../core/time/duration.js';
import { isTimeZone, timeZones } from '../../core/time/zone-clock.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { RecurrenceSpec } from './schema.js';

/** Longer is no maintenance that comes again. */
const LONGEST = 7 * DAY;

/** When a maintenance comes again; undefined with the reason in `at`. */
export function compileRecurrence(spec: RecurrenceSpec, at: Findings): Recurrence | undefined {
  const durationMs = parseDuration(spec.duration);
  if (durationMs === undefined || durationMs > LONGEST) {
    return at.error(
      'bad-duration',
      ['duration'],
      `"${spec.duration}" is no duration up to 7d`,
      'write such as 2h or 1h30m',
    );
  }
  const timeZone = spec.time_zone ?? 'UTC';
  if (!isTimeZone(timeZone)) {
    return at.error(
      'unknown-time-zone',
      ['time_zone'],
      `there is no time zone "${timeZone}"`,
      suggestion(timeZone, timeZones()),
    );
  }
  if (spec.weeks && !spec.weekdays) {
    return at.error(
      'weeks-without-weekdays',
      ['weeks'],
      'which of the month is asked of no weekday',
      'add weekdays: [sunday]',
    );
  }
  const [hours, minutes] = spec.at.split(':').map(Number);
  return {
    ...(spec.weekdays ? { weekdays: spec.weekdays.map((day) => WEEKDAYS.indexOf(day)) } : {}),
    ...(spec.weeks
      ? { weeks: spec.weeks.map((week) => (week === 'last' ? -1 : WEEKS.indexOf(week) + 1)) }
      : {}),
    ...(spec.month_days ? { monthDays: spec.month_days.map((day) => (day === 'last' ? -1 : day)) } : {}),
    at: (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE,
    durationMs,
    timeZone,
  };
}
