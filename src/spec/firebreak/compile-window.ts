import { calendarWindow, type SloWindow } from '../../core/slo/slo-window.js';
import { DAY, formatDuration, HOUR, parseDuration } from '../../core/time/duration.js';
import { isTimeZone, timeZones } from '../../core/time/zone-clock.js';
import { nearest } from '../../core/nearest.js';
import { meantWindow } from '../meant-window.js';
import type { Findings } from './findings.js';
import type { WindowSpec } from './schema.js';

const SHORTEST_WINDOW = HOUR;
const LONGEST_WINDOW = 366 * DAY;

/** `30d` or `{calendar: month, time_zone: Europe/Berlin}` as a window; undefined with the reason in `findings`. */
export function compileWindow(spec: WindowSpec, findings: Findings): SloWindow | undefined {
  return typeof spec === 'string'
    ? compileRolling(spec, findings, ', or {calendar: month, time_zone: Europe/Berlin}')
    : compileCalendar(spec.time_zone ?? 'UTC', spec.calendar, findings);
}

/**
 * A rolling window; undefined with the reason in `findings`.
 * @param orCalendar what else can be written there
 */
export function compileRolling(spec: string, findings: Findings, orCalendar = ''): SloWindow | undefined {
  const durationMs = parseDuration(spec);
  if (durationMs === undefined) {
    const meant = meantWindow(spec);
    const days =
      meant === undefined || !isSupported(parseDuration(meant) ?? 0)
        ? 'write hours or days (28d, 30d)'
        : `write ${meant}`;
    return findings.error('bad-duration', [], `"${spec}" is no rolling window`, `${days}${orCalendar}`);
  }
  if (!isSupported(durationMs)) {
    return findings.error(
      'window-out-of-range',
      [],
      `a window of ${formatDuration(durationMs)} is not supported`,
      'use 1h to 366d; 28d and 30d are usual',
    );
  }
  return { kind: 'rolling', durationMs };
}

function isSupported(durationMs: number): boolean {
  return durationMs >= SHORTEST_WINDOW && durationMs <= LONGEST_WINDOW;
}

function compileCalendar(
  timeZone: string,
  unit: Exclude<WindowSpec, string>['calendar'],
  findings: Findings,
): SloWindow | undefined {
  if (isTimeZone(timeZone)) return calendarWindow(unit, timeZone);
  const near = nearest(timeZone, timeZones(), 3);
  return findings.error(
    'unknown-time-zone',
    ['time_zone'],
    `there is no time zone "${timeZone}"`,
    near.length > 0
      ? `did you mean ${near.join(', ')}?`
      : 'write a name of the IANA database: UTC, Europe/Berlin, America/New_York',
  );
}
