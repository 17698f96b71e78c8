import {
  alertPolicyId,
  type AlertPolicy,
  type AlertSeverity,
  DEFAULT_MIN_BAD_EVENTS,
  defaultAlertPolicies,
} from '../slo/alert-policy.js';
import type { Slo } from '../slo/slo.js';
import { DAY, formatDuration, HOUR } from '../time/duration.js';

/** What an SLO could be instead; what is undefined stays. Durations in ms, the target a ratio (0-1). */
export interface Proposal {
  readonly target: number | undefined;
  readonly windowMs: number | undefined;
  readonly tiers: readonly ProposedTier[] | undefined;
}

export interface ProposedTier {
  readonly severity: AlertSeverity;
  readonly shortWindow: number;
  readonly longWindow: number;
  readonly burnRate: number;
}

const MOST_TIERS = 8;
const SHORTEST_WINDOW = HOUR;
const LONGEST_WINDOW = 92 * DAY;

/**
 * The SLO that is proposed, or what is wrong with it in words. Tiers that are the usual ones of the window follow a new window; others stay.
 */
export function proposedSlo(
  slo: Slo,
  { target, windowMs, tiers }: Proposal,
): Slo | { readonly wrong: string } {
  const { objective } = slo;
  if (target !== undefined && !(target > 0 && target < 1))
    return { wrong: '"target" is a ratio over 0 and under 1: 0.999' };
  if (windowMs !== undefined && (windowMs < SHORTEST_WINDOW || windowMs > LONGEST_WINDOW))
    return {
      wrong: `"window" is from ${formatDuration(SHORTEST_WINDOW)} to ${formatDuration(LONGEST_WINDOW)}`,
    };
  const sloWindow =
    windowMs === undefined ? objective.sloWindow : ({ kind: 'rolling', durationMs: windowMs } as const);
  const alertPolicies = tiers ? tiersOf(slo, tiers) : tiersFor(slo, sloWindow.durationMs);
  const wrong = faultOf(alertPolicies, sloWindow.durationMs);
  if (wrong !== undefined) return { wrong };
  return { ...slo, objective: { target: target ?? objective.target, sloWindow }, alertPolicies };
}

function tiersFor({ objective, alertPolicies }: Slo, windowMs: number): readonly AlertPolicy[] {
  const usual = defaultAlertPolicies(objective.sloWindow.durationMs);
  return JSON.stringify(usual) === JSON.stringify(alertPolicies)
    ? defaultAlertPolicies(windowMs)
    : alertPolicies;
}

/** Pages first, the fastest first; the least number of bad events stays that of the tier that is most like it. */
function tiersOf(slo: Slo, tiers: readonly ProposedTier[]): readonly AlertPolicy[] {
  const rank = ({ severity }: ProposedTier) => (severity === 'page' ? 0 : 1);
  return [...tiers]
    .sort((a, b) => rank(a) - rank(b) || a.longWindow - b.longWindow)
    .map(({ severity, longWindow, shortWindow, burnRate }) => {
      const id = alertPolicyId(severity, longWindow);
      const before = slo.alertPolicies.find((policy) => policy.id === id) ?? slo.alertPolicies[0];
      return {
        id,
        severity,
        longWindow,
        shortWindow,
        burnRateThreshold: burnRate,
        minBadEvents: before?.minBadEvents ?? DEFAULT_MIN_BAD_EVENTS,
      };
    });
}

function faultOf(tiers: readonly AlertPolicy[], windowMs: number): string | undefined {
  if (tiers.length > MOST_TIERS) return `"tiers" are at most ${MOST_TIERS}`;
  for (const { id, longWindow, shortWindow, burnRateThreshold } of tiers) {
    if (!(burnRateThreshold > 0)) return `${id}: "burnRate" is a number over 0`;
    if (shortWindow >= longWindow) return `${id}: "shortWindow" is to be shorter than "longWindow"`;
    if (longWindow > windowMs)
      return `${id}: "longWindow" is longer than the SLO window of ${formatDuration(windowMs)}`;
    if (tiers.filter((tier) => tier.id === id).length > 1) return `${id} is there twice`;
  }
  return undefined;
}
