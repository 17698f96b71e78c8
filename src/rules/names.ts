/** Every metric, label, alert and group name of the generated rules. Dashboards and tests take them from here. */
import { RUNNING_TOTAL } from '../core/slo/recorded-sli.js';

export { RUNNING_TOTAL };

/** What an interval counts in which nothing happens: no good and no bad events, and its seconds (`of`). */
export const IDLE_INTERVAL = 'slo:events:idle_interval';
/** What the indicator counted in the newest whole slice of time (`of` good, bad), and its length (`of` seconds); absent while it is unknown. */
export const SLICE_EVENTS = 'slo:slice:events';
/** Targets of the counters that Prometheus knows and does not reach (`up` is 0), by `job` and `instance`. */
export const TARGET_OUT_OF_REACH = 'slo:target:out_of_reach';
/** Last values of the counters whose target is out of reach, for as long as it is: what they count meanwhile is made up for. */
export const OUT_OF_REACH = 'slo:counter:out_of_reach';
/** The running total as it was one window ago, for windows that reach far back. */
export const EARLIER_TOTAL = 'slo:events:earlier_total';
/** Where a window begins for which no total is found: a pause of the rules then, a run that is younger. Absent otherwise. */
export const WINDOW_BEGIN = 'slo:events:window_begin';
/**
 * The last value of each running total, to go on from when there was nothing to count for a while; zero where there is none, with the name of
 * the run that begins.
 */
export const LATEST_TOTAL = 'slo:events:latest_total';
/** Events (`of` good, bad) and time with data (`of` seconds) in each window; a young window holds what there is since the start. */
export const EVENTS = 'slo:events:increase';
/** How long each window is; events of `seconds` over this is the window's coverage. */
export const WINDOW_SECONDS = 'slo:window:seconds';
/** Bad over all events (0-1) in a window; absent while there is no traffic. */
export const ERROR_RATIO = 'slo:error_ratio:increase';
/** Error ratio over 1 − target, where time without data counts as healthy: half a window alarms on nothing that it has not seen. */
export const BURN_RATE = 'slo:burn_rate:ratio';
/** The burn rate of the fastest tier that is over, by severity; −1 while an open alert has nothing to judge by; absent otherwise. */
export const OVER_LIMIT = 'slo:burn_rate:over_limit';
/** What is left of the error budget: 1 is all of it, below 0 is overspent. It counts what was seen, however little. */
export const BUDGET_REMAINING = 'slo:error_budget_remaining:ratio';
/** The same of the SLA beside an SLO, by its own target and window. */
export const SLA_BUDGET_REMAINING = 'slo:sla_error_budget_remaining:ratio';
/** 1 − target: the share of events that may be bad. */
export const ALLOWED_RATIO = 'slo:allowed_error:ratio';
/** The promise (0-1); like the budget, it carries the SLO window as its window. */
export const TARGET = 'slo:target:ratio';
/** Always 1; its labels say whose the SLO is and where to read on. */
export const INFO = 'slo:metadata:info';

/**
 * Counting goes on over a pause of the rules (Prometheus down, the file taken out for a while) of up to this long. After more, a new
 * run begins at zero, and no difference is taken between two runs. A service that is away while the rules go on may be so for any time.
 */
export const LONGEST_PAUSE = '3h';

export const BURN_ALERT = 'SloErrorBudgetBurn';
export const SLA_ALERT = 'SloSlaAtRisk';
export const ABSENCE_ALERT = 'SloEventsAbsent';

export const LABELS = {
  service: 'service',
  slo: 'slo',
  window: 'window',
  /** What was counted: see `OF`. */
  of: 'of',
  run: 'run',
  /** Which counter of which SLO a held value is of. */
  heldCounter: 'held_counter',
  /** By the first of its SLOs: whose tiers a burn rate is over. No alert carries it. */
  family: 'family',
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

/** The names by which sloth's dashboards and its UI read SLOs. */
export const SLOTH = {
  /** Bad over all events (0-1) in a window, which the name ends with: `slo:sli_error:ratio_rate5m`. */
  errorRatio: 'slo:sli_error:ratio_rate',
  target: 'slo:objective:ratio',
  allowedRatio: 'slo:error_budget:ratio',
  sloWindowDays: 'slo:time_period:days',
  /** Over the shortest window. */
  burnRate: 'slo:current_burn_rate:ratio',
  /** Over the SLO's window. */
  sloWindowBurnRate: 'slo:period_burn_rate:ratio',
  budgetRemaining: 'slo:period_error_budget_remaining:ratio',
  info: 'sloth_slo_info',
  labels: {
    id: 'sloth_id',
    service: 'sloth_service',
    slo: 'sloth_slo',
    window: 'sloth_window',
    severity: 'sloth_severity',
    /** In per cent. */
    target: 'sloth_objective',
    /** Who made the rules. */
    mode: 'sloth_mode',
  },
} as const;

/** The names by which pyrra's dashboards read SLOs. */
export const PYRRA = {
  target: 'pyrra_objective',
  sloWindowSeconds: 'pyrra_window',
  /** Good over all events (0-1) in the SLO's window. */
  availability: 'pyrra_availability',
  /** Events a second in the last five minutes. */
  requestRate: 'pyrra_requests:rate5m',
  errorRate: 'pyrra_errors:rate5m',
  /** Counters, which dashboards before these rates take the rate of. */
  requests: 'pyrra_requests_total',
  errors: 'pyrra_errors_total',
} as const;

/** The values of the label `of`. */
export const OF = { good: 'good', bad: 'bad', seconds: 'seconds' } as const;

const GROUP_PREFIX = 'firebreak:';

/** Whether a group of this name is made from SLOs. */
export function isOwnGroup(name: string): boolean {
  return name.startsWith(GROUP_PREFIX);
}

/** The group that counts events, judges them and pages; `slo` is given where it is of one SLO. */
export function countingGroupName(service: string, slo?: string): string {
  return `${GROUP_PREFIX}${slo === undefined ? service : `${service}:${slo}`}`;
}

/** The group of what can wait for some minutes: where windows begin, tickets. */
export function slowGroupName(service: string, slo?: string): string {
  return `${countingGroupName(service, slo)}:slow`;
}

/** The group that records an SLO under another tool's names. */
export function namingGroupName(service: string, slo: string, tool: string): string {
  return `${countingGroupName(service, slo)}:${tool}`;
}

/** The group of what SLOs say of themselves, and of whether they have events at all. */
export function metadataGroupName(service: string, slo?: string): string {
  return `${countingGroupName(service, slo)}:metadata`;
}
