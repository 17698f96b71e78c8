import { MINUTE } from './duration.js';
import { zoneOffset } from './zone-clock.js';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** What clocks and calendars of a zone show at an instant: `Mon 2026-03-02 09:00`. */
export function wallText(timeZone: string, at: number): string {
  const wall = new Date(at + zoneOffset(timeZone, at));
  return `${WEEKDAYS[wall.getUTCDay()] ?? ''} ${wall.toISOString().slice(0, 16).replace('T', ' ')}`;
}

/** The day of the week (0 is Sunday) and the ms after midnight, in whole minutes, that a zone shows at an instant. */
export function wallTime(timeZone: string, at: number): { readonly weekday: number; readonly time: number } {
  const wall = new Date(at + zoneOffset(timeZone, at));
  return { weekday: wall.getUTCDay(), time: (wall.getUTCHours() * 60 + wall.getUTCMinutes()) * MINUTE };
}
