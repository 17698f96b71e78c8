import { MINUTE } from '../time/duration.js';
import type { Exclusion } from './exclusion.js';

/** Clocks differ by so much. */
const AHEAD = MINUTE;

/** In words up to when a correction reaches into what is still to come; undefined when it is of the past, as it should be. */
export function correctsFuture(
  { kind, when }: Pick<Exclusion, 'kind' | 'when'>,
  now: number,
): string | undefined {
  if (kind !== 'correction' || when.kind !== 'listed') return undefined;
  const end = Math.max(...when.times.map(({ to }) => to));
  return end <= now + AHEAD
    ? undefined
    : `corrects what is still to come, up to ${new Date(end).toISOString()}`;
}
