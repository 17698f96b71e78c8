import { HOUR, MINUTE, parseDuration, SECOND } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';

/** How to mend one that is none. */
export function intervalMend(text: string): string {
  return durationMend(
    text,
    'take one that divides a minute or an hour: 1s, 5s, 10s, 15s, 30s, 1m, 5m',
    (_ms, meant) => evenInterval(meant) !== undefined,
  );
}

/** An interval (ms) that a clock can keep: whole seconds that divide a minute or an hour; undefined for any other. */
export function evenInterval(text: string): number | undefined {
  const ms = parseDuration(text);
  if (ms === undefined || ms % SECOND !== 0) return undefined;
  const even = ms <= MINUTE ? MINUTE % ms === 0 : ms % MINUTE === 0 && HOUR % ms === 0;
  return even ? ms : undefined;
}
