import type { AlertSeverity } from '../slo/alert-policy.js';

/** Why nothing can be said. Never the same as zero, and never as "no traffic". */
export type UnknownReason =
  | 'catching-up'
  | 'no-traffic'
  | 'source-unreachable'
  | 'query-failed'
  | 'no-series'
  | 'stale'
  | 'unjudgeable-threshold'
  | 'excluded'
  | 'not-evaluated';

/**
 * One window of one SLO. `excluded` is the share (0-1) of the window that does not count, left out when all does; `coverage` is the share
 * (0-1) of the rest that has data.
 */
export type WindowReading =
  | {
      readonly kind: 'measured';
      readonly windowMs: number;
      readonly badEvents: number;
      readonly totalEvents: number;
      readonly errorRatio: number;
      readonly burnRate: number;
      readonly coverage: number;
      readonly excluded?: number;
    }
  | {
      readonly kind: 'no-traffic';
      readonly windowMs: number;
      readonly coverage: number;
      readonly excluded?: number;
    }
  | {
      readonly kind: 'unknown';
      readonly windowMs: number;
      readonly coverage: number;
      readonly excluded?: number;
      readonly reason: UnknownReason;
    };

export type TierVerdict = 'over' | 'under' | 'unknown';

/** One tier at one instant: both windows and what they say together. */
export interface TierReading {
  readonly policyId: string;
  readonly severity: AlertSeverity;
  readonly burnRateThreshold: number;
  readonly long: WindowReading;
  readonly short: WindowReading;
  readonly verdict: TierVerdict;
}
