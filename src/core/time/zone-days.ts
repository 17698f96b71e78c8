import { DAY } from './duration.js';
import { zoneOffset } from './zone-clock.js';

/** Asked for again and again about the same days; Intl takes microseconds for each answer. */
const MOST_KNOWN = 20_000;
const known = new Map<string, Map<number, number>>();

/** The day that wall calendars of a zone show at an instant, as a number: the next date is one more, 1 January 1970 is 0. */
export function zoneDay(timeZone: string, at: number): number {
  return Math.floor((at + offsetAt(timeZone, at)) / DAY);
}

/** As `zoneOffset`. No zone sets its clocks and sets them back within a day. */
function offsetAt(timeZone: string, at: number): number {
  const day = Math.floor(at / DAY);
  const before = offsetAtStart(timeZone, day);
  return before === offsetAtStart(timeZone, day + 1) ? before : zoneOffset(timeZone, at);
}

/** At the first instant of a day of UTC. */
function offsetAtStart(timeZone: string, day: number): number {
  const days = known.get(timeZone) ?? new Map<number, number>();
  if (days.size === 0) known.set(timeZone, days);
  const before = days.get(day);
  if (before !== undefined) return before;
  const offset = zoneOffset(timeZone, day * DAY);
  if (days.size >= MOST_KNOWN) days.clear();
  days.set(day, offset);
  return offset;
}
