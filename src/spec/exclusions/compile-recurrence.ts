import { type Recurrence, WEEKDAYS, WEEKS } from '../../core/exclusions/recurrence.js';
import { DAY, HOUR, MINUTE, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import { isTimeZone, timeZones } from '../../core/time/zone-clock.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';
import type { RecurrenceSpec } from './schema.js';

/** Longer is no maintenance that comes again. */
const LONGEST = 7 * DAY;

/** When a maintenance comes again; undefined with all the reasons in `at`. */
export function compileRecurrence(spec: RecurrenceSpec, at: Findings): Recurrence | undefined {
  const durationMs = compileDuration(spec.duration, at);
  const timeZone = compileTimeZone(spec.time_zone ?? 'UTC', at);
  const isWhole = !spec.weeks || spec.weekdays !== undefined;
  if (!isWhole) {
    at.error(
      'weeks-without-weekdays',
      ['weeks'],
      'which of the month is asked of no weekday',
      'add weekdays: [sunday]',
    );
  }
  if (durationMs === undefined || timeZone === undefined || !isWhole) return undefined;
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

function compileDuration(text: string, at: Findings): number | undefined {
  const durationMs = parseDuration(text);
  if (durationMs !== undefined && durationMs <= LONGEST) return durationMs;
  return at.error(
    'bad-duration',
    ['duration'],
    `"${text}" is no duration up to 7d`,
    durationMend(text, 'write such as 2h or 1h30m', (ms) => ms <= LONGEST),
  );
}

function compileTimeZone(name: string, at: Findings): string | undefined {
  if (isTimeZone(name)) return name;
  return at.error(
    'unknown-time-zone',
    ['time_zone'],
    `there is no time zone "${name}"`,
    suggestion(name, timeZones()),
  );
}
