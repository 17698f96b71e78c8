import { DAY, formatDuration, HOUR, MINUTE, SECOND } from '../time/duration.js';

export type AlertSeverity = 'page' | 'ticket';

/** One tier: fires while the burn rate is over the threshold in both windows. */
export interface AlertPolicy {
  /** Unique within its SLO and stable: `page-1h`. */
  readonly id: string;
  readonly severity: AlertSeverity;
  readonly longWindow: number;
  readonly shortWindow: number;
  readonly burnRateThreshold: number;
  /** At least this many bad events in the long window, so that one failure on a quiet route pages nobody. */
  readonly minBadEvents: number;
}

/** Three bad events in the long window: enough to rule out a single failure and its retry, few enough for a total outage of a quiet route. */
export const DEFAULT_MIN_BAD_EVENTS = 3;

const WORKBOOK_WINDOW = 30 * DAY;

/** The Google SRE workbook, chapter 5, table 5-8 (page) and its ticket rows; windows for a 30-day SLO. */
const WORKBOOK_TIERS = [
  { severity: 'page', longWindow: HOUR, shortWindow: 5 * MINUTE, burnRateThreshold: 14.4 },
  { severity: 'page', longWindow: 6 * HOUR, shortWindow: 30 * MINUTE, burnRateThreshold: 6 },
  { severity: 'ticket', longWindow: DAY, shortWindow: 2 * HOUR, burnRateThreshold: 3 },
  { severity: 'ticket', longWindow: 3 * DAY, shortWindow: 6 * HOUR, burnRateThreshold: 1 },
] as const;

/** By window: thousands of SLOs have the same ones, and share them. */
const known = new Map<number, readonly AlertPolicy[]>();
const MOST_KNOWN = 100;

/**
 * The workbook's tiers for an SLO window. Windows of 25 to 35 days take them as printed; others scale the alert windows
 * and keep the thresholds, so that each tier still stands for the same share of the budget (2, 5, 10, 10 %).
 */
export function defaultAlertPolicies(sloWindowMs: number): readonly AlertPolicy[] {
  const before = known.get(sloWindowMs);
  if (before) return before;
  const policies = workbookTiers(sloWindowMs);
  if (known.size < MOST_KNOWN) known.set(sloWindowMs, policies);
  return policies;
}

function workbookTiers(sloWindowMs: number): AlertPolicy[] {
  const asPrinted = sloWindowMs >= 25 * DAY && sloWindowMs <= 35 * DAY;
  const scale = asPrinted ? 1 : sloWindowMs / WORKBOOK_WINDOW;
  return WORKBOOK_TIERS.map((tier) => {
    const longWindow = roundWindow(tier.longWindow * scale);
    return {
      id: alertPolicyId(tier.severity, longWindow),
      severity: tier.severity,
      longWindow,
      shortWindow: Math.min(longWindow, roundWindow(tier.shortWindow * scale)),
      burnRateThreshold: tier.burnRateThreshold,
      minBadEvents: DEFAULT_MIN_BAD_EVENTS,
    };
  });
}

export function alertPolicyId(severity: AlertSeverity, longWindow: number): string {
  return `${severity}-${formatDuration(longWindow)}`;
}

/** Whole minutes above ten minutes, whole seconds below, never under a second. */
function roundWindow(ms: number): number {
  const unit = ms >= 10 * MINUTE ? MINUTE : SECOND;
  return Math.max(SECOND, Math.round(ms / unit) * unit);
}
