import { type CalendarUnit, calendarPeriod, LONGEST_PERIOD, NOMINAL_LENGTH } from '../time/calendar.js';
import { formatDuration } from '../time/duration.js';

/** The last so many ms, wherever they begin. */
export interface RollingWindow {
  readonly kind: 'rolling';
  readonly durationMs: number;
}

/** A week, month, quarter or year on the wall calendar of a zone: its budget starts full with each. */
export interface CalendarWindow {
  readonly kind: 'calendar';
  readonly unit: CalendarUnit;
  /** An IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  /** The nominal length (7, 30, 91, 365 days), by which alert windows and theory go; a period is some days shorter or longer. */
  readonly durationMs: number;
}

/** The window over which a promise is judged. */
export type SloWindow = RollingWindow | CalendarWindow;

export function calendarWindow(unit: CalendarUnit, timeZone: string): CalendarWindow {
  return { kind: 'calendar', unit, timeZone, durationMs: NOMINAL_LENGTH[unit] };
}

/** A window as every figure names it: `30d`, `calendar month (Europe/Berlin)`. */
export function windowText(window: SloWindow): string {
  if (window.kind === 'rolling') return formatDuration(window.durationMs);
  return `calendar ${window.unit} (${window.timeZone})`;
}

/** How far back (ms) its events may be asked for. */
export function windowReach(window: SloWindow): number {
  return window.kind === 'rolling' ? window.durationMs : LONGEST_PERIOD[window.unit];
}

/**
 * The oldest instant that a budget at `at` rests on: where the window begins, or for a calendar window the nominal length ago when that is
 * older, because what is expected of a period follows from it.
 */
export function windowStart(window: SloWindow, at: number): number {
  const nominal = at - window.durationMs;
  if (window.kind === 'rolling') return nominal;
  return Math.min(nominal, calendarPeriod(window.unit, window.timeZone, at).from);
}

export function isSameWindow(a: SloWindow, b: SloWindow): boolean {
  return windowText(a) === windowText(b);
}
