import { formatDuration } from '../time/duration.js';
import type { AlertPolicy } from './alert-policy.js';
import type { TimeSlices } from './time-slices.js';

/** A window (of an alert) of one slice would be all or nothing. */
export const LEAST_SLICES = 2;

/** Why a tier makes no sense over slices, and at which field of a file; undefined when it does. */
export function faultOfTier(
  { longWindow, shortWindow, minBadEvents }: AlertPolicy,
  { lengthMs }: TimeSlices,
) {
  const length = formatDuration(lengthMs);
  if (shortWindow < LEAST_SLICES * lengthMs) {
    return {
      code: 'window-under-two-slices',
      field: 'short_window',
      message: `${formatDuration(shortWindow)} holds less than two slices of ${length}, so that one bad slice would be all of it`,
      mend: `use ${formatDuration(LEAST_SLICES * lengthMs)} or more, or shorter slices`,
    };
  }
  if (shortWindow >= longWindow) {
    return {
      code: 'long-window-of-few-slices',
      field: 'long_window',
      message: `${formatDuration(longWindow)} is not longer than the short window, which holds two slices of ${length}`,
      mend: `use ${formatDuration(3 * LEAST_SLICES * lengthMs)} or more, or shorter slices`,
    };
  }
  const most = Math.floor(longWindow / lengthMs);
  if (minBadEvents <= most) return undefined;
  return {
    code: 'min-bad-events-out-of-reach',
    field: 'min_bad_events',
    message: `events are slices of ${length}, of which ${formatDuration(longWindow)} holds ${most}: ${minBadEvents} bad ones are never there`,
    mend: `use ${most} at most`,
  };
}
