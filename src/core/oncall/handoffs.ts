import { DAY } from '../time/duration.js';
import { type LocalDate, wallInstant } from '../time/zone-clock.js';
import { zoneDay } from '../time/zone-days.js';
import type { Rotation } from './schedule.js';

/** Asked for again and again about the same days; a search through a zone's clocks takes long. */
const MOST_KNOWN = 50_000;
const known = new Map<string, Map<number, number>>();

/** A date as a number of days: the next date is one more. */
function dayNumber({ year, month, day }: LocalDate): number {
  return Math.floor(Date.UTC(year, month, day) / DAY);
}

/** When wall clocks of a zone show so many ms after midnight of a day, as `wallInstant` has it. */
export function instantOf(timeZone: string, day: number, afterMidnight: number): number {
  const instants = known.get(timeZone) ?? new Map<number, number>();
  if (instants.size === 0) known.set(timeZone, instants);
  // Two days have no time of theirs in common: none is as long as this.
  const key = day * 2 * DAY + afterMidnight;
  const before = instants.get(key);
  if (before !== undefined) return before;
  const date = new Date(day * DAY);
  const at = wallInstant(
    timeZone,
    { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() },
    afterMidnight,
  );
  if (instants.size >= MOST_KNOWN) instants.clear();
  instants.set(key, at);
  return at;
}

/** The day that wall calendars of a zone show at an instant. */
export function dayAt(timeZone: string, at: number): number {
  return zoneDay(timeZone, at);
}

/** When the turn with this number begins; the first is 0. */
export function handoffOf({ from, handoff, days }: Rotation, timeZone: string, turn: number): number {
  return instantOf(timeZone, dayNumber(from) + turn * days, handoff);
}

/** The number of the turn at an instant; undefined before the first. */
export function turnAt(rotation: Rotation, timeZone: string, at: number): number | undefined {
  let turn = Math.floor((dayAt(timeZone, at) - dayNumber(rotation.from)) / rotation.days);
  // The handoff of its first day may be later that day, or on a day that clocks have gone back to.
  while (handoffOf(rotation, timeZone, turn) > at) turn -= 1;
  while (handoffOf(rotation, timeZone, turn + 1) <= at) turn += 1;
  return turn < 0 ? undefined : turn;
}

/** Whose turn it is; undefined before the first. */
export function personOf({ people }: Rotation, turn: number | undefined): string | undefined {
  return turn === undefined ? undefined : people[turn % people.length];
}
