import { DAY, HOUR, SECOND } from './duration.js';

/** A date on the wall calendar; `month` counts from 0, and may be outside of its year (12 is the next January), like `day` of its month. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** No zone has ever been farther than this from UTC. */
const FARTHEST = 16 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** True for a name of the IANA database ("Europe/Berlin", "UTC"); offsets ("+02:00") are no zones, because they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The names to choose a zone from. */
export function timeZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** What wall clocks of a zone are ahead of UTC (ms) at an instant. */
export function zoneOffset(timeZone: string, at: number): number {
  const whole = Math.floor(at / SECOND) * SECOND;
  return wallClock(timeZone, whole) - whole;
}

/** The date that wall calendars of a zone show at an instant. */
export function localDate(timeZone: string, at: number): LocalDate {
  const wall = new Date(wallClock(timeZone, at));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth(), day: wall.getUTCDate() };
}

/**
 * The first instant at which wall calendars of a zone show this date, or a later one where the zone has skipped it: midnight, or the end
 * of the jump that skips midnight. (Where clocks are set back over midnight it is the first of two.)
 */
export function startOfDate(timeZone: string, date: LocalDate): number {
  return wallInstant(timeZone, date, 0);
}

/**
 * The first instant at which wall clocks of a zone show this date and so many ms after midnight, or a later time where the zone has
 * skipped it: the end of the jump. (Where clocks show it twice it is the first of two.)
 */
export function wallInstant(
  timeZone: string,
  { year, month, day }: LocalDate,
  afterMidnight: number,
): number {
  const wall = Date.UTC(year, month, day) + afterMidnight;
  // No zone sets its clocks and sets them back within a day and a half.
  const offset = zoneOffset(timeZone, wall - FARTHEST);
  if (offset === zoneOffset(timeZone, wall + FARTHEST)) return wall - offset;
  // Clocks may be set at any instant, but never twice within an hour.
  for (let from = wall - FARTHEST; from < wall + FARTHEST + DAY; from += HOUR) {
    const until = from + HOUR;
    const [before, after] = [zoneOffset(timeZone, from), zoneOffset(timeZone, until)];
    const set = before === after ? until : whenSet(timeZone, from, until);
    if (wall - before < set) return Math.max(from, wall - before);
    if (wall - after < until) return Math.max(set, wall - after);
  }
  throw new RangeError(`${timeZone} has no ${year}-${month + 1}-${day}`);
}

/** The first instant of (from, until] at which clocks show the offset of `until`; they may be set once in it, at most. */
export function whenSet(timeZone: string, from: number, until: number): number {
  const after = zoneOffset(timeZone, until);
  let [early, late] = [from, until];
  while (late - early > SECOND) {
    const middle = early + Math.floor((late - early) / 2 / SECOND) * SECOND;
    if (zoneOffset(timeZone, middle) === after) late = middle;
    else early = middle;
  }
  return late;
}

/** Year, month, day and time on the wall at an instant (whole seconds of it), as if they were of UTC (epoch ms). */
function wallClock(timeZone: string, at: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Making one takes a hundred times longer than asking it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
