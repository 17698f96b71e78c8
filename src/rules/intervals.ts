import type { AlertSeverity } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { SECOND } from '../core/time/duration.js';

/** How often an SLO is counted and its pages are judged, at least. */
const LONGEST_COUNTING_INTERVAL = 30 * SECOND;
/** Below the 5 minutes for which Prometheus takes a sample for the present, so that nothing is absent between two evaluations. */
const LONGEST_SLOW_INTERVAL = 150 * SECOND;

/** How often is recorded what hardly changes (ms). */
export const METADATA_INTERVAL = LONGEST_SLOW_INTERVAL;

/** How often an SLO is counted and its pages are judged (ms): a tenth of its shortest window, at most 30 s. */
export function countingInterval(slo: Slo): number {
  const [shortest = slo.objective.sloWindow.durationMs] = allWindows(slo);
  return wholeSeconds(Math.min(shortest / 10, LONGEST_COUNTING_INTERVAL));
}

/** How often is recorded what can wait (ms): a thirtieth of the shortest window that only tickets or the budget have, at most 2.5 min. */
export function slowInterval(slo: Slo): number {
  const pages = windowsOf(slo, 'page');
  const others = allWindows(slo).filter((windowMs) => !pages.includes(windowMs));
  const counting = countingInterval(slo);
  const rounds = Math.floor(Math.min(Math.min(...others) / 30, LONGEST_SLOW_INTERVAL) / counting);
  return Math.max(1, rounds) * counting;
}

/** All windows (ms) of an SLO, shortest first. */
export function allWindows(slo: Slo): number[] {
  return distinct([
    ...windowsOf(slo, 'page'),
    ...windowsOf(slo, 'ticket'),
    slo.objective.sloWindow.durationMs,
  ]);
}

/** The windows (ms) of the SLO's tiers of a severity, shortest first. */
export function windowsOf(slo: Slo, severity: AlertSeverity): number[] {
  const tiers = slo.alertPolicies.filter((tier) => tier.severity === severity);
  return distinct(tiers.flatMap((tier) => [tier.shortWindow, tier.longWindow]));
}

function distinct(windows: readonly number[]): number[] {
  return [...new Set(windows)].sort((a, b) => a - b);
}

function wholeSeconds(ms: number): number {
  return Math.max(SECOND, Math.floor(ms / SECOND) * SECOND);
}
