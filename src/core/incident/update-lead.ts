import { MINUTE } from '../time/duration.js';

const LONGEST_LEAD = 5 * MINUTE;

/** How long before an update is due its draft is ready, and how long after it counts as missed (ms), by how often there is one. */
export function leadOf(interval = Infinity): number {
  return Math.min(LONGEST_LEAD, Math.floor(interval / 3));
}
