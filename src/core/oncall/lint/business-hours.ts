import { HOUR } from '../../time/duration.js';
import { wallTime } from '../../time/wall-text.js';
import type { OnCallPlan } from '../plan.js';
import type { Handover } from './handovers.js';

const OPENS = 9 * HOUR;
const CLOSES = 17 * HOUR;

type Clock = (timeZone: string, at: number) => boolean;

/**
 * Whether a handover is in business hours (Monday to Friday, 09:00 to 17:00) by the clocks of its schedule, or by those of both who meet:
 * teams that follow the sun hand over in the daylight of each.
 */
export function isInBusinessHours(plan: OnCallPlan, timeZone: string, handover: Handover): boolean {
  return isOpen(timeZone, handover.at) || holdsForBoth(plan, timeZone, handover, isOpen);
}

/** Midnight by the clocks of its schedule, and not by day for both who meet, be it a weekend. */
export function isAtMidnight(plan: OnCallPlan, timeZone: string, handover: Handover): boolean {
  return wallTime(timeZone, handover.at).time === 0 && !holdsForBoth(plan, timeZone, handover, isByDay);
}

function holdsForBoth(
  { people }: OnCallPlan,
  timeZone: string,
  { at, from, to }: Handover,
  holds: Clock,
): boolean {
  return [from, to].every((person) => holds(people.get(person)?.timeZone ?? timeZone, at));
}

function isOpen(timeZone: string, at: number): boolean {
  const { weekday } = wallTime(timeZone, at);
  return weekday >= 1 && weekday <= 5 && isByDay(timeZone, at);
}

function isByDay(timeZone: string, at: number): boolean {
  const { time } = wallTime(timeZone, at);
  return time >= OPENS && time <= CLOSES;
}
