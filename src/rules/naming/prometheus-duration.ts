import { DAY, formatDuration } from '../../core/time/duration.js';

const WEEK = 7 * DAY;
const YEAR = 365 * DAY;

/** A duration as Prometheus' own library prints it, which is what names made by Go tools end with: 28 days are `4w`, 30 days `30d`. */
export function prometheusDuration(ms: number): string {
  if (ms % YEAR === 0) return `${ms / YEAR}y`;
  if (ms % WEEK === 0) return `${ms / WEEK}w`;
  return formatDuration(ms);
}
