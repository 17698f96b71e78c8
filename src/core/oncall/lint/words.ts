import { formatDuration, MINUTE } from '../../time/duration.js';
import { wallText } from '../../time/wall-text.js';
import type { Stretch } from '../schedule.js';

/** `Mon 2026-03-02 09:00 to Mon 2026-03-09 09:00 Europe/Berlin`. */
export function stretchText(timeZone: string, { from, to }: Stretch): string {
  return `${wallText(timeZone, from)} to ${wallText(timeZone, to)} ${timeZone}`;
}

/** All of some stretches together, in whole minutes: `2d16h`. */
export function totalText(stretches: readonly Stretch[]): string {
  const total = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  return formatDuration(Math.max(MINUTE, Math.round(total / MINUTE) * MINUTE));
}

/** `once`, `twice` or `5 times`. */
export function timesText(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
