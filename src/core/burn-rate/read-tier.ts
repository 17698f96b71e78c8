import type { AlertPolicy } from '../slo/alert-policy.js';
import type { TierReading, TierVerdict, WindowReading } from './reading.js';

/** Below this share of known time a window cannot say that all is well. */
export const CLEAR_COVERAGE = 0.9;

/** A window of which more is excluded rests on too little to say that all is well. */
const MOST_EXCLUDED = 0.5;

/** The noise of binary fractions (1e-16 or so) makes no burn rate that is at its threshold go over it. */
const NOISE = 1e-12;

/**
 * Judges a tier. It is over when both windows are over and the floor of bad events is reached; it is under when either
 * window is known to be; anything else is unknown, which neither fires nor resolves.
 *
 * Time without data, or excluded, counts as healthy at the traffic seen (burn × share seen) when it is about firing, so half a
 * window alarms on nothing but what it has surely seen; and it counts for nothing when it is about clearing.
 */
export function readTier(policy: AlertPolicy, long: WindowReading, short: WindowReading): TierReading {
  const longVerdict = floored(policy, long, judge(long, policy.burnRateThreshold));
  const shortVerdict = judge(short, policy.burnRateThreshold);
  return {
    policyId: policy.id,
    severity: policy.severity,
    burnRateThreshold: policy.burnRateThreshold,
    long,
    short,
    verdict: both(longVerdict, shortVerdict),
  };
}

/** Whether a window is over a tier's threshold, as far as its data can tell. */
export function judge(reading: WindowReading, limit: number): TierVerdict {
  if (reading.kind !== 'measured') return 'unknown';
  const threshold = limit * (1 + NOISE);
  if (reading.burnRate * reading.coverage * (1 - (reading.excluded ?? 0)) > threshold) return 'over';
  return reading.burnRate <= threshold && mayClear(reading) ? 'under' : 'unknown';
}

function mayClear({ coverage, excluded = 0 }: WindowReading): boolean {
  return coverage >= CLEAR_COVERAGE && excluded <= MOST_EXCLUDED;
}

function floored(policy: AlertPolicy, long: WindowReading, verdict: TierVerdict): TierVerdict {
  if (verdict !== 'over' || long.kind !== 'measured' || long.badEvents >= policy.minBadEvents) return verdict;
  return mayClear(long) ? 'under' : 'unknown';
}

function both(a: TierVerdict, b: TierVerdict): TierVerdict {
  if (a === 'under' || b === 'under') return 'under';
  return a === 'over' && b === 'over' ? 'over' : 'unknown';
}
