import {
  alertPolicyId,
  type AlertPolicy,
  type AlertSeverity,
  DEFAULT_MIN_BAD_EVENTS,
  defaultAlertPolicies,
} from '../slo/alert-policy.js';
import { faultOfTier } from '../slo/slice-tiers.js';
import { highestBurnRate, type Objective, type Slo } from '../slo/slo.js';
import type { SloWindow } from '../slo/slo-window.js';
import { DAY, formatDuration, HOUR, SECOND } from '../time/duration.js';

/** What an SLO could be instead; what is undefined stays. The target is a ratio (0-1). */
export interface Proposal {
  readonly target: number | undefined;
  readonly window: SloWindow | undefined;
  readonly tiers: readonly ProposedTier[] | undefined;
}

/** Durations in ms. */
export interface ProposedTier {
  readonly severity: AlertSeverity;
  readonly shortWindow: number;
  readonly longWindow: number;
  readonly burnRate: number;
}

const MOST_TIERS = 8;
/** As SLO files allow. */
const SHORTEST_WINDOW = HOUR;
const LONGEST_WINDOW = 366 * DAY;

/**
 * The SLO that is proposed, or what is wrong with it in words: nothing is right here that SLO files would refuse. Tiers that are the usual
 * ones follow a new target and window; others stay.
 */
export function proposedSlo(
  slo: Slo,
  { target = slo.objective.target, window = slo.objective.sloWindow, tiers }: Proposal,
): Slo | { readonly wrong: string } {
  const objective = { target, sloWindow: window };
  const wrong = faultOfObjective(objective);
  if (wrong !== undefined) return { wrong };
  const alertPolicies = tiers ? tiersOf(slo, tiers) : tiersFor(slo, objective);
  const faulty = faultOfTiers({ ...slo, objective, alertPolicies });
  return faulty === undefined ? { ...slo, objective, alertPolicies } : { wrong: faulty };
}

function faultOfObjective({ target, sloWindow }: Objective): string | undefined {
  if (!(target > 0 && target < 1)) return '"target" is a ratio over 0 and under 1: 0.999';
  const { kind, durationMs } = sloWindow;
  if (kind === 'calendar' || (durationMs >= SHORTEST_WINDOW && durationMs <= LONGEST_WINDOW))
    return undefined;
  return `"window" is from ${formatDuration(SHORTEST_WINDOW)} to ${formatDuration(LONGEST_WINDOW)}`;
}

function tiersFor({ objective, alertPolicies }: Slo, proposed: Objective): readonly AlertPolicy[] {
  return JSON.stringify(usualTiers(objective)) === JSON.stringify(alertPolicies)
    ? usualTiers(proposed)
    : alertPolicies;
}

/** Those of the workbook that the target lets fire. */
function usualTiers(objective: Objective): readonly AlertPolicy[] {
  return defaultAlertPolicies(objective.sloWindow.durationMs).filter(
    ({ burnRateThreshold }) => burnRateThreshold < highestBurnRate(objective),
  );
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

function faultOfTiers({
  objective,
  timeSlices,
  alertPolicies: tiers,
}: Pick<Slo, 'objective' | 'timeSlices' | 'alertPolicies'>): string | undefined {
  if (tiers.length > MOST_TIERS) return `"tiers" are at most ${MOST_TIERS}`;
  const { durationMs } = objective.sloWindow;
  const highest = highestBurnRate(objective);
  for (const tier of tiers) {
    const { id, longWindow, shortWindow, burnRateThreshold } = tier;
    if (longWindow % SECOND !== 0 || shortWindow % SECOND !== 0) return `${id}: windows are of whole seconds`;
    if (!(burnRateThreshold > 0)) return `${id}: "burnRate" is a number over 0`;
    if (burnRateThreshold >= highest)
      return `${id}: "burnRate" is under ${highest}, which is that of every event failing at this target`;
    if (shortWindow >= longWindow) return `${id}: "shortWindow" is to be shorter than "longWindow"`;
    if (longWindow > durationMs)
      return `${id}: "longWindow" is longer than the SLO window of ${formatDuration(durationMs)}`;
    if (tiers.filter((other) => other.id === id).length > 1) return `${id} is there twice`;
    const fault = timeSlices && faultOfTier(tier, timeSlices);
    if (fault) return `${id}: ${fault.message}; ${fault.mend}`;
  }
  return undefined;
}
