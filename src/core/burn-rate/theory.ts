import type { AlertPolicy } from '../slo/alert-policy.js';
import { errorBudget, type Objective } from '../slo/slo.js';

/**
 * What the SRE workbook's chapter 5 ("Alerting on SLOs") says about a tier, for a service with even traffic that fails at a
 * constant error ratio from one instant on, after a healthy long window. Ratios are 0-1, durations ms.
 */
type Tier = Pick<AlertPolicy, 'longWindow' | 'shortWindow' | 'burnRateThreshold'>;

/** burn × (1 − target): the error ratio (0-1) above which a window is over. */
export function errorRatioThreshold(objective: Objective, tier: Tier): number {
  return significant(tier.burnRateThreshold * errorBudget(objective));
}

/** A threshold of 1 or more can never be passed, not even by a total outage. */
export function isReachable(objective: Objective, tier: Tier): boolean {
  return errorRatioThreshold(objective, tier) < 1;
}

/**
 * From the first error to firing: long window × threshold / error ratio, the time in which enough errors gather in the long
 * window (the short one, being shorter, is over before). Undefined when this error ratio never fires the tier.
 */
export function detectionTime(objective: Objective, tier: Tier, errorRatio: number): number | undefined {
  const threshold = errorRatioThreshold(objective, tier);
  return errorRatio > threshold ? (tier.longWindow * threshold) / errorRatio : undefined;
}

/**
 * From the last error to clear: short window × (1 − threshold / error ratio), the time in which enough errors leave the short
 * window. Undefined when this error ratio never fires the tier.
 */
export function resetTime(objective: Objective, tier: Tier, errorRatio: number): number | undefined {
  const threshold = errorRatioThreshold(objective, tier);
  return errorRatio > threshold ? tier.shortWindow * (1 - threshold / errorRatio) : undefined;
}

/** The share of the budget (0-1) that is spent in one long window at the tier's burn rate: burn × long / SLO window. */
export function budgetShare(objective: Objective, tier: Tier): number {
  return significant((tier.burnRateThreshold * tier.longWindow) / objective.sloWindow.durationMs);
}

/** How long a full budget lasts at a burn rate: SLO window / burn. 14.4x on 30 days is 50 hours. */
export function exhaustionTime(objective: Objective, burnRate: number): number {
  return objective.sloWindow.durationMs / burnRate;
}

/** The error budget as time of total outage: (1 − target) × SLO window, in ms. */
export function budgetTime(objective: Objective): number {
  return significant(errorBudget(objective) * objective.sloWindow.durationMs);
}

/** Takes the noise of binary fractions off: 14.4 × 0.0005 is 0.0072, not 0.007200000000000001. */
function significant(value: number): number {
  return Number(value.toPrecision(12));
}
