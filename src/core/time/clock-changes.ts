import { DAY, SECOND } from './duration.js';
import { whenSet, zoneOffset } from './zone-clock.js';

/** Clocks of a zone are set. */
export interface ClockChange {
  /** The first instant (epoch ms) at which they show the new time. */
  readonly at: number;
  /** What they are ahead of UTC (ms) before and after. */
  readonly before: number;
  readonly after: number;
}

/** Zones that set their clocks do so once a year at least. */
const FARTHEST = 2 * 366 * DAY;

/** The next times after an instant at which clocks of a zone are set, so many at most; none in zones that have stopped doing it. */
export function nextClockChanges(timeZone: string, at: number, most: number): ClockChange[] {
  const changes: ClockChange[] = [];
  // Clocks are set at whole seconds.
  const start = Math.floor(at / SECOND) * SECOND;
  let before = zoneOffset(timeZone, start);
  // No zone sets its clocks and sets them back within a day and a half.
  for (let day = start; day < at + FARTHEST && changes.length < most; day += DAY) {
    const after = zoneOffset(timeZone, day + DAY);
    if (after !== before) changes.push({ at: whenSet(timeZone, day, day + DAY), before, after });
    before = after;
  }
  return changes;
}
