import { HOUR, MINUTE, parseDuration, SECOND } from '../../core/time/duration.js';

/** How to mend one that is none. */
export const EVEN_INTERVALS = 'take one that divides a minute or an hour: 1s, 5s, 10s, 15s, 30s, 1m, 5m';

/** An interval (ms) that a clock can keep: whole seconds that divide a minute or an hour; undefined for any other. */
export function evenInterval(text: string): number | undefined {
  const ms = parseDuration(text);
  if (ms === undefined || ms % SECOND !== 0) return undefined;
  const even = ms <= MINUTE ? MINUTE % ms === 0 : ms % MINUTE === 0 && HOUR % ms === 0;
  return even ? ms : undefined;
}
