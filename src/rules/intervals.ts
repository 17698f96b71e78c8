import type { Slo } from '../core/slo/slo.js';
import { MINUTE, SECOND } from '../core/time/duration.js';

/** Below the 5 minutes for which Prometheus takes a sample for the present, so that metadata is never absent between two runs. */
export const METADATA_INTERVAL = 3 * MINUTE;
const LONGEST_ALERT_INTERVAL = 30 * SECOND;

/** How often an SLO is counted and judged (ms): a tenth of its shortest window, at most 30 s. */
export function alertInterval(slo: Slo): number {
  const shortest = ruleWindows(slo)[0] ?? slo.objective.sloWindow.durationMs;
  return Math.max(SECOND, Math.floor(Math.min(shortest / 10, LONGEST_ALERT_INTERVAL) / SECOND) * SECOND);
}

/** Every window (ms) of the SLO's tiers and its own, once, shortest first. */
export function ruleWindows(slo: Slo): number[] {
  const windows = slo.alertPolicies.flatMap((tier) => [tier.shortWindow, tier.longWindow]);
  return [...new Set([...windows, slo.objective.sloWindow.durationMs])].sort((a, b) => a - b);
}
