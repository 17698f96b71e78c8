/** Every metric, label, alert and group name of the generated rules. Dashboards and tests take them from here. */

/** Events in a window, by `increase()`; labels service, slo, window. */
export const TOTAL_EVENTS = 'slo:total_events:increase';
/** Bad events in a window: 0 when the total exists and no error does, absent when the total is. */
export const BAD_EVENTS = 'slo:bad_events:increase';
/** Bad over total events (0-1) in a window; absent while there is no traffic. */
export const ERROR_RATIO = 'slo:error_ratio:increase';
/** Error ratio over 1 − target. */
export const BURN_RATE = 'slo:burn_rate:ratio';
/** What is left of the error budget: 1 is all of it, below 0 is overspent. */
export const BUDGET_REMAINING = 'slo:error_budget_remaining:ratio';
/** The promise (0-1); like the budget, it carries the SLO window as its window. */
export const TARGET = 'slo:target:ratio';
/** Always 1; its labels say whose the SLO is and where to read on. */
export const INFO = 'slo:metadata:info';

export const BURN_ALERT = 'SloErrorBudgetBurn';
export const ABSENCE_ALERT = 'SloEventsAbsent';

export const LABELS = {
  service: 'service',
  slo: 'slo',
  window: 'window',
  severity: 'severity',
  /** The id of the tier that fires, e.g. `page-1h`. */
  tier: 'tier',
  owner: 'owner',
  sli: 'sli',
  reviewCadence: 'review_cadence',
  runbook: 'runbook_url',
  dashboard: 'dashboard_url',
  repository: 'repository_url',
} as const;

/** The group that holds an SLO's alert windows and alerts. */
export function alertGroupName(service: string, slo: string): string {
  return `firebreak:${service}:${slo}`;
}

/** The group that holds an SLO's own window, at a longer interval. */
export function budgetGroupName(service: string, slo: string): string {
  return `${alertGroupName(service, slo)}:budget`;
}
