import { calendarWindow, type SloWindow } from '../../core/slo/slo-window.js';
import type { CalendarUnit } from '../../core/time/calendar.js';
import { isTimeZone, timeZones } from '../../core/time/zone-clock.js';
import { suggestion } from '../closest.js';
import type { Findings } from '../firebreak/findings.js';

export interface Calendar {
  readonly startTime: string;
  readonly timeZone: string;
}

const UNITS: Readonly<Partial<Record<string, CalendarUnit>>> = {
  w: 'week',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
};

/** What the date of a start looks like that begins a period: quarters begin with these months, weeks with a Monday. */
const BEGINS: Readonly<Record<CalendarUnit, RegExp>> = {
  week: /^/,
  month: /^\d{4}-\d{2}-01/,
  quarter: /^\d{4}-(?:01|04|07|10)-01/,
  year: /^\d{4}-01-01/,
};

/** One week, month, quarter or year of the calendar; undefined with the reason in `at`. */
export function readCalendarWindow(
  { count, unit, field }: { readonly count: number; readonly unit: string; readonly field: string },
  { startTime, timeZone }: Calendar,
  at: Findings,
): SloWindow | undefined {
  const period = count === 1 ? UNITS[unit] : undefined;
  if (!period) {
    return at.error(
      'calendar-window',
      [field],
      'a window that keeps to the calendar is one week, month, quarter or year',
      unit === 'm'
        ? 'write 1M: m is for minutes, M for months'
        : 'write 1w, 1M, 1Q or 1Y, or isRolling: true',
    );
  }
  if (!isTimeZone(timeZone)) {
    return at.error(
      'unknown-time-zone',
      ['calendar', 'timeZone'],
      `there is no time zone "${timeZone}"`,
      suggestion(timeZone, timeZones()),
    );
  }
  if (!beginsWith(period, startTime)) {
    at.warn(
      'calendar-start',
      ['calendar', 'startTime'],
      `each ${period} begins at its first midnight in ${timeZone}, not at ${startTime}`,
      `write a startTime that begins a ${period}, such as ${period === 'week' ? '2024-01-01' : '2025-01-01'} 00:00:00`,
    );
  }
  return calendarWindow(period, timeZone);
}

function beginsWith(unit: CalendarUnit, startTime: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](.*))?$/.exec(startTime.trim());
  if (!match?.[1] || !/^(?:00:00(?::00)?)?Z?$/.test(match[2] ?? '')) return false;
  if (unit === 'week' && new Date(`${match[1]}T00:00:00Z`).getUTCDay() !== 1) return false;
  return BEGINS[unit].test(match[1]);
}
