import type { AlertPolicy } from '../slo/alert-policy.js';
import type { Slo } from '../slo/slo.js';
import type { TimeSlices } from '../slo/time-slices.js';
import { detectionTime, errorRatioThreshold, resetTime } from './theory.js';

/**
 * `theory.ts` for SLOs of either kind. Slices turn an error ratio into all or nothing, and are told when they end; durations are those of an
 * outage that begins with a slice.
 */
type Judged = Pick<Slo, 'objective' | 'timeSlices'>;

/** Below a millionth of a slice lies the noise of binary fractions. */
const NOISE = 1e-6;

/** From the first error to firing, in ms; undefined when this error ratio (0-1) never fires the tier. */
export function timeToFire(slo: Judged, tier: AlertPolicy, errorRatio: number): number | undefined {
  const { objective, timeSlices } = slo;
  if (!timeSlices) return detectionTime(objective, tier, errorRatio);
  const badShare = badShareOfSlices(timeSlices, errorRatio);
  const least = detectionTime(objective, tier, badShare);
  if (least === undefined) return undefined;
  const slices = Math.max(
    Math.floor(least / timeSlices.lengthMs + NOISE) + 1,
    Math.ceil(tier.minBadEvents / badShare - NOISE),
  );
  return slices * timeSlices.lengthMs <= tier.longWindow ? slices * timeSlices.lengthMs : undefined;
}

/**
 * From the last error to clear, in ms; undefined when this error ratio never fires the tier.
 * @param lasts how long the outage was (ms), when it was shorter than the short window
 */
export function timeToClear(
  slo: Judged,
  tier: AlertPolicy,
  errorRatio: number,
  lasts = tier.shortWindow,
): number | undefined {
  const { objective, timeSlices } = slo;
  const share = Math.min(1, lasts / tier.shortWindow);
  if (!timeSlices) return resetTime(objective, tier, errorRatio * share);
  const badShare = badShareOfSlices(timeSlices, errorRatio);
  if (badShare <= errorRatioThreshold(objective, tier)) return undefined;
  const least = resetTime(objective, tier, badShare * share) ?? 0;
  return Math.ceil(least / timeSlices.lengthMs - NOISE) * timeSlices.lengthMs;
}

/** The share of slices that are bad at a constant error ratio. */
function badShareOfSlices({ goodShare }: TimeSlices, errorRatio: number): number {
  if (goodShare === undefined) return errorRatio;
  return errorRatio > 1 - goodShare + Number.EPSILON ? 1 : 0;
}
