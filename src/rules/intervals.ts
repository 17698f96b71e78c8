import { remembered } from '../core/remembered.js';
import type { AlertSeverity } from '../core/slo/alert-policy.js';
import type { Slo } from '../core/slo/slo.js';
import { SECOND } from '../core/time/duration.js';
import { recordedSla } from './recorded-budget.js';

/** How often an SLO is counted and its pages are judged, at least. */
const LONGEST_COUNTING_INTERVAL = 30 * SECOND;
/** Below the 5 minutes for which Prometheus takes a sample for the present, so that nothing is absent between two evaluations. */
const LONGEST_SLOW_INTERVAL = 150 * SECOND;

/** How often is recorded what hardly changes (ms). */
export const METADATA_INTERVAL = LONGEST_SLOW_INTERVAL;

/** How often an SLO is counted and its pages are judged (ms): a tenth of its shortest window, at most 30 s. */
export function countingInterval(slo: Slo): number {
  return timingOf(slo).counting;
}

/** How often is recorded what can wait (ms): a thirtieth of the shortest window that only tickets or the budget have, at most 2.5 min. */
export function slowInterval(slo: Slo): number {
  return timingOf(slo).slow;
}

/** All windows (ms) of an SLO, shortest first. */
export function allWindows(slo: Slo): readonly number[] {
  return timingOf(slo).windows;
}

/** The windows (ms) of the SLO's tiers that page, shortest first. */
export function pageWindows(slo: Slo): readonly number[] {
  return timingOf(slo).pages;
}

interface Timing {
  readonly counting: number;
  readonly slow: number;
  readonly windows: readonly number[];
  readonly pages: readonly number[];
}

/** Nearly every rule of an SLO asks for one of these. */
const timingOf = remembered((slo: Slo): Timing => {
  const sloWindow = slo.objective.sloWindow.durationMs;
  const pages = windowsOf(slo, 'page');
  const ofSla = recordedSla(slo)?.objective.sloWindow.durationMs ?? sloWindow;
  const windows = distinct([...pages, ...windowsOf(slo, 'ticket'), sloWindow, ofSla]);
  const [shortest = sloWindow] = windows;
  const counting = wholeSeconds(Math.min(shortest / 10, LONGEST_COUNTING_INTERVAL));
  const others = windows.filter((windowMs) => !pages.includes(windowMs));
  const rounds = Math.floor(Math.min(Math.min(...others) / 30, LONGEST_SLOW_INTERVAL) / counting);
  return { counting, slow: Math.max(1, rounds) * counting, windows, pages };
});

function windowsOf(slo: Slo, severity: AlertSeverity): number[] {
  const tiers = slo.alertPolicies.filter((tier) => tier.severity === severity);
  return distinct(tiers.flatMap((tier) => [tier.shortWindow, tier.longWindow]));
}

function distinct(windows: readonly number[]): number[] {
  return [...new Set(windows)].sort((a, b) => a - b);
}

function wholeSeconds(ms: number): number {
  return Math.max(SECOND, Math.floor(ms / SECOND) * SECOND);
}
