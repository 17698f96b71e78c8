import type { Slo } from '../core/slo/slo.js';
import { MINUTE, SECOND } from '../core/time/duration.js';

/** Below the 5 minutes for which Prometheus takes a sample for the present, so that the budget is never absent between two runs. */
const LONGEST_BUDGET_INTERVAL = 3 * MINUTE;
const LONGEST_ALERT_INTERVAL = 30 * SECOND;

/** How often the alert windows are evaluated (ms): a tenth of the shortest one, at most 30 s. */
export function alertInterval(slo: Slo): number {
  const shortest = Math.min(...slo.alertPolicies.map((tier) => tier.shortWindow));
  return wholeSeconds(Math.min(shortest / 10, LONGEST_ALERT_INTERVAL));
}

/** How often the SLO window, which moves slowly and is dear to read, is evaluated (ms). */
export function budgetInterval(slo: Slo): number {
  const share = slo.objective.sloWindow.durationMs / 480;
  return Math.max(alertInterval(slo), wholeSeconds(Math.min(share, LONGEST_BUDGET_INTERVAL)));
}

/** Every window of the SLO's tiers once, shortest first. */
export function alertWindows(slo: Slo): number[] {
  const windows = slo.alertPolicies.flatMap((tier) => [tier.shortWindow, tier.longWindow]);
  return [...new Set(windows)].sort((a, b) => a - b);
}

function wholeSeconds(ms: number): number {
  return Math.max(SECOND, Math.floor(ms / SECOND) * SECOND);
}
