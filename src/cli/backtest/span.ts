import { formatSpan, parseDuration } from '../../core/time/duration.js';
import { durationMend } from '../../core/time/meant-duration.js';
import { parseInstant } from '../../spec/incidents/instant.js';
import { UsageError } from '../exit-codes.js';

/** Reads a duration option, in ms. */
export function durationOf(option: string, text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined)
    throw new UsageError(`${option} ${text} is no duration; ${durationMend(text, 'write 30s, 6h or 30d')}`);
  return ms;
}

/**
 * The span that is replayed, in whole steps of the evaluation interval as the daemon takes them.
 * @param since a duration before its end ("30d"), or an instant
 * @param until an instant; now when undefined
 */
export function spanOf(
  since: string,
  until: string | undefined,
  stepMs: number,
  now: number,
): { readonly from: number; readonly to: number } {
  const end = until === undefined ? now : instantOf('--until', until);
  const to = Math.floor(end / stepMs) * stepMs;
  const lasts = parseDuration(since);
  const begin = lasts === undefined ? instantOf('--since', since) : to - lasts;
  const from = Math.ceil(begin / stepMs) * stepMs;
  if (from >= to) throw new UsageError(`--since ${since} is not before the end of the span`);
  if (end > now) throw new UsageError(`--until is ${formatSpan(end - now)} ahead of this clock`);
  return { from, to };
}

function instantOf(option: string, text: string): number {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  const also = option === '--since' ? 'a duration (30d) or ' : '';
  throw new UsageError(
    `${option} ${text} is no instant; write ${also}date, time and zone: 2026-03-01T12:00:00Z`,
  );
}
