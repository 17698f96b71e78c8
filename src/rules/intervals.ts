import type { Slo } from '../core/slo/slo.js';
import { SECOND } from '../core/time/duration.js';

/** How often an SLO is counted and its pages are judged, at least. */
const LONGEST_COUNTING_INTERVAL = 30 * SECOND;
/** Below the 5 minutes for which Prometheus takes a sample for the present, so that nothing is absent between two evaluations. */
const LONGEST_BUDGET_INTERVAL = 150 * SECOND;

/** How often what hardly changes is recorded (ms). */
export const METADATA_INTERVAL = LONGEST_BUDGET_INTERVAL;

/** How often an SLO is counted and its pages are judged (ms): a tenth of its shortest window, at most 30 s. */
export function countingInterval(slo: Slo): number {
  const [shortest = slo.objective.sloWindow.durationMs] = [...pageWindows(slo), ...otherWindows(slo)].sort(
    (a, b) => a - b,
  );
  return wholeSeconds(Math.min(shortest / 10, LONGEST_COUNTING_INTERVAL));
}

/** How often the windows are judged that move slowly (ms): a thirtieth of the shortest of them, at most 2.5 min. */
export function budgetInterval(slo: Slo): number {
  const shortest = Math.min(...otherWindows(slo));
  const counting = countingInterval(slo);
  const rounds = Math.floor(Math.min(shortest / 30, LONGEST_BUDGET_INTERVAL) / counting);
  return Math.max(1, rounds) * counting;
}

/** The windows (ms) of the SLO's pages, shortest first. */
export function pageWindows(slo: Slo): number[] {
  const pages = slo.alertPolicies.filter((tier) => tier.severity === 'page');
  return distinct(pages.flatMap((tier) => [tier.shortWindow, tier.longWindow]));
}

/** The windows (ms) of tickets and budget that no page has, shortest first. */
export function otherWindows(slo: Slo): number[] {
  const all = slo.alertPolicies.flatMap((tier) => [tier.shortWindow, tier.longWindow]);
  const pages = pageWindows(slo);
  return distinct([...all, slo.objective.sloWindow.durationMs]).filter(
    (windowMs) => !pages.includes(windowMs),
  );
}

function distinct(windows: readonly number[]): number[] {
  return [...new Set(windows)].sort((a, b) => a - b);
}

function wholeSeconds(ms: number): number {
  return Math.max(SECOND, Math.floor(ms / SECOND) * SECOND);
}
