import { formatDuration, SECOND } from '../../core/time/duration.js';

/** A duration (ms) to the second, at least one. */
export function ago(ms: number): string {
  return formatDuration(Math.max(SECOND, Math.floor(ms / SECOND) * SECOND));
}
