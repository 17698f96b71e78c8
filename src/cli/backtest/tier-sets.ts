import {
  type AlertPolicy,
  alertPolicyId,
  DEFAULT_MIN_BAD_EVENTS,
  defaultAlertPolicies,
} from '../../core/slo/alert-policy.js';
import type { Slo } from '../../core/slo/slo.js';
import { parseDuration } from '../../core/time/duration.js';
import { UsageError } from '../exit-codes.js';

/** Gives the tiers that an SLO would have. */
export type TierSet = (slo: Slo) => readonly AlertPolicy[];

const NAMED: Readonly<Record<string, TierSet>> = {
  default: (slo) => slo.alertPolicies,
  'pages-only': (slo) => slo.alertPolicies.filter((policy) => policy.severity === 'page'),
  workbook: (slo) => defaultAlertPolicies(slo.objective.sloWindow.durationMs),
};

export const TIERS_HELP =
  'default (those of the file), pages-only, workbook, or severity:long/short@burn joined by +, as in page:1h/5m@14.4+ticket:3d/6h@1';

/** Reads `default`, `pages-only`, `workbook` or an explicit set such as `page:1h/5m@14.4+ticket:3d/6h@1`. */
export function parseTierSet(text: string): TierSet {
  const named = NAMED[text];
  if (named) return named;
  const tiers = text.split('+').map(parseTier);
  const twin = tiers.find((tier, index) => tiers.findIndex(({ id }) => id === tier.id) < index);
  if (twin) throw new UsageError(`tiers=${text} has ${twin.id} twice`);
  const sorted = tiers.sort((a, b) => rank(a) - rank(b) || a.longWindow - b.longWindow);
  return () => sorted;
}

function parseTier(text: string): AlertPolicy {
  const match = /^(page|ticket):(\w+)\/(\w+)@(\d+(?:\.\d+)?)x?$/.exec(text.trim());
  const longWindow = parseDuration(match?.[2] ?? '');
  const shortWindow = parseDuration(match?.[3] ?? '');
  const burnRateThreshold = Number(match?.[4] ?? 0);
  if (!match || longWindow === undefined || shortWindow === undefined || burnRateThreshold <= 0) {
    throw new UsageError(`"${text}" is no set of tiers; write ${TIERS_HELP}`);
  }
  if (shortWindow >= longWindow) {
    throw new UsageError(`"${text}": the short window is not shorter than the long one; write long/short`);
  }
  const severity = match[1] === 'page' ? 'page' : 'ticket';
  const id = alertPolicyId(severity, longWindow);
  return { id, severity, longWindow, shortWindow, burnRateThreshold, minBadEvents: DEFAULT_MIN_BAD_EVENTS };
}

function rank({ severity }: AlertPolicy): number {
  return severity === 'page' ? 0 : 1;
}
