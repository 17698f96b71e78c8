import { HOUR } from '../../time/duration.js';
import { wallTime } from '../../time/wall-text.js';
import type { OnCallPlan } from '../plan.js';
import type { Handover } from './handovers.js';

const OPENS = 9 * HOUR;
const CLOSES = 17 * HOUR;

/**
 * Whether a handover is in business hours (Monday to Friday, 09:00 to 17:00) by the clocks of its schedule, or by those of both who meet:
 * teams that follow the sun hand over in the daylight of each.
 */
export function isInBusinessHours(
  { people }: OnCallPlan,
  timeZone: string,
  { at, from, to }: Handover,
): boolean {
  const zoneOf = (person: string) => people.get(person)?.timeZone ?? timeZone;
  return isOpen(timeZone, at) || [from, to].every((person) => isOpen(zoneOf(person), at));
}

function isOpen(timeZone: string, at: number): boolean {
  const { weekday, time } = wallTime(timeZone, at);
  return weekday >= 1 && weekday <= 5 && time >= OPENS && time <= CLOSES;
}
