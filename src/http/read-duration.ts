import { FirebreakError } from '../core/errors.js';
import { formatDuration, parseDuration } from '../core/time/duration.js';
import { durationMend } from '../core/time/meant-duration.js';

/**
 * A duration (ms) that a request names; one that is written otherwise is answered with what was meant.
 * @param such what may be written
 * @param most the longest (ms) that may be asked for
 */
export function readDuration(
  text: string,
  name: string,
  such: string,
  most = Number.POSITIVE_INFINITY,
): number {
  const fits = (ms: number) => ms <= most;
  const ms = parseDuration(text);
  if (ms !== undefined && fits(ms)) return ms;
  const upTo = Number.isFinite(most) ? ` up to ${formatDuration(most)}` : '';
  throw new FirebreakError(
    'invalid-input',
    `"${name}" is a duration${upTo}, not "${text}": ${durationMend(text, `write such as ${such}`, fits)}`,
  );
}
