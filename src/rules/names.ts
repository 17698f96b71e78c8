/** Every metric, label, alert and group name of the generated rules. Dashboards and tests take them from here. */
import { RUNNING_TOTAL } from '../core/slo/recorded-sli.js';

export { RUNNING_TOTAL };

/** Counted since the evaluation before: events (`of` good, bad) and time with data (`of` seconds). */
export const INCREMENT = 'slo:events:increment';
/** The running total as it was one window ago, for windows that reach far back. */
export const EARLIER_TOTAL = 'slo:events:earlier_total';
/** Events (`of` good, bad) and time with data (`of` seconds) in each window; a young window holds what there is since the start. */
export const EVENTS = 'slo:events:increase';
/** Zero for each window and each kind of count: where a window begins that has no past. */
export const NO_EVENTS = 'slo:events:none';
/** How long each window is; events of `seconds` over this is the window's coverage. */
export const WINDOW_SECONDS = 'slo:window:seconds';
/** Bad over all events (0-1) in a window; absent while there is no traffic. */
export const ERROR_RATIO = 'slo:error_ratio:increase';
/** Error ratio over 1 − target, where time without data counts as healthy: half a window alarms on nothing that it has not seen. */
export const BURN_RATE = 'slo:burn_rate:ratio';
/** What is left of the error budget: 1 is all of it, below 0 is overspent. It counts what was seen, however little. */
export const BUDGET_REMAINING = 'slo:error_budget_remaining:ratio';
/** 1 − target: the share of events that may be bad. */
export const ALLOWED_RATIO = 'slo:allowed_error:ratio';
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
  /** What was counted: see `OF`. */
  of: 'of',
  run: 'run',
  /** Of an alert; of events and burn rates, whose windows they are: those of tickets stand for the budget's too. */
  severity: 'severity',
  /** The id of the fastest tier that fires, e.g. `page-1h`. */
  tier: 'tier',
  owner: 'owner',
  sli: 'sli',
  reviewCadence: 'review_cadence',
  runbook: 'runbook_url',
  dashboard: 'dashboard_url',
  repository: 'repository_url',
} as const;

/** The values of the label `of`. */
export const OF = { good: 'good', bad: 'bad', seconds: 'seconds' } as const;

/** The group that counts events and pages; `slo` is given where it is of one SLO. */
export function countingGroupName(service: string, slo?: string): string {
  return slo === undefined ? `firebreak:${service}` : `firebreak:${service}:${slo}`;
}

/** The group of what can wait for some minutes: long windows, budget, tickets. */
export function budgetGroupName(service: string, slo?: string): string {
  return `${countingGroupName(service, slo)}:budget`;
}

/** The group of what SLOs say of themselves, and of whether they have events at all. */
export function metadataGroupName(service: string, slo?: string): string {
  return `${countingGroupName(service, slo)}:metadata`;
}
