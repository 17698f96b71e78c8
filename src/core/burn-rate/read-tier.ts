import type { AlertPolicy } from '../slo/alert-policy.js';
import type { TierReading, TierVerdict, WindowReading } from './reading.js';

/** Below this share of known time a window cannot say that all is well. */
const CLEAR_COVERAGE = 0.9;

/** The noise of binary fractions (1e-16 or so) makes no burn rate that is at its threshold go over it. */
const NOISE = 1e-12;

/**
 * Judges a tier. It is over when both windows are over and the floor of bad events is reached; it is under when either
 * window is known to be; anything else is unknown, which neither fires nor resolves.
 *
 * Time without data counts as healthy at the traffic seen (burn × coverage) when it is about firing, so half a window
 * alarms on nothing but what it has surely seen; and it counts for nothing when it is about clearing.
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

function judge(reading: WindowReading, limit: number): TierVerdict {
  if (reading.kind !== 'measured') return 'unknown';
  const threshold = limit * (1 + NOISE);
  if (reading.burnRate * reading.coverage > threshold) return 'over';
  return reading.burnRate <= threshold && reading.coverage >= CLEAR_COVERAGE ? 'under' : 'unknown';
}

function floored(policy: AlertPolicy, long: WindowReading, verdict: TierVerdict): TierVerdict {
  if (verdict !== 'over' || long.kind !== 'measured' || long.badEvents >= policy.minBadEvents) return verdict;
  return long.coverage >= CLEAR_COVERAGE ? 'under' : 'unknown';
}

function both(a: TierVerdict, b: TierVerdict): TierVerdict {
  if (a === 'under' || b === 'under') return 'under';
  return a === 'over' && b === 'over' ? 'over' : 'unknown';
}
