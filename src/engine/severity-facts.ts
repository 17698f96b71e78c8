import type { TierReading, WindowReading } from '../core/burn-rate/reading.js';
import { errorRatioThreshold } from '../core/burn-rate/theory.js';
import type { BudgetReading } from '../core/error-budget/reading.js';
import type { SeenImpact } from '../core/incident/growth.js';
import type { SeverityFacts } from '../core/incident/score-severity.js';
import { DEFAULT_MIN_BAD_EVENTS } from '../core/slo/alert-policy.js';
import { errorBudget, type Slo } from '../core/slo/slo.js';
import { windowText } from '../core/slo/slo-window.js';
import type { Judgement } from './judgement.js';

type Measured = Extract<WindowReading, { kind: 'measured' }>;

/** What an SLO's judgement says of how severe it is. Time that nobody has seen counts as healthy, and estimates say nothing. */
export function severityFacts(slo: Slo, judgement: Judgement): SeverityFacts {
  const { budget, sla, tiers } = judgement;
  const now = shortest(judgement);
  const left = leftOf(budget);
  const slaLeft = sla && leftOf(sla);
  return {
    errorRatio: now?.errorRatio,
    errorRatioOver: now?.windowMs,
    burn: fastest(tiers),
    budget:
      left === undefined
        ? undefined
        : { left, windowMs: budget.windowMs, window: windowText(slo.objective.sloWindow) },
    sla:
      slo.sla && slaLeft !== undefined
        ? { left: slaLeft, warnAt: slo.sla.warnAt, window: windowText(slo.sla.objective.sloWindow) }
        : undefined,
    serviceTier: slo.metadata.labels['tier'],
  };
}

export function isImpactKnown(judgement: Judgement): boolean {
  return shortest(judgement) !== undefined;
}

/**
 * What fails over the shortest window that is measured: what users meet right now. Undefined when none is, and while the window still
 * holds some of the time before the failures: as that leaves it, the share grows though nothing gets worse.
 */
export function seenImpact(
  slo: Slo,
  judgement: Judgement,
  failingSince: number | undefined,
): SeenImpact | undefined {
  const now = shortest(judgement);
  const until = judgement.dataUntil ?? judgement.at;
  if (!now || (failingSince !== undefined && until - failingSince < now.windowMs)) return undefined;
  const pages = slo.alertPolicies.filter(({ severity }) => severity === 'page');
  const shares = pages.map((tier) => errorRatioThreshold(slo.objective, tier));
  return {
    errorRatio: now.errorRatio,
    windowMs: now.windowMs,
    badEvents: now.badEvents,
    totalEvents: now.totalEvents,
    least: {
      errorRatio: pages.length > 0 ? Math.min(...shares) : errorBudget(slo.objective),
      badEvents: Math.max(DEFAULT_MIN_BAD_EVENTS, ...pages.map(({ minBadEvents }) => minBadEvents)),
    },
  };
}

function shortest({ windows }: Judgement): Measured | undefined {
  return windows.find((reading) => reading.kind === 'measured');
}

function leftOf(budget: BudgetReading): number | undefined {
  if (budget.kind !== 'measured' || budget.approximate) return undefined;
  return 1 - budget.consumed * budget.coverage;
}

/** The tier that is over and burns fastest in the window in which it burns slower. */
function fastest(tiers: readonly TierReading[]): SeverityFacts['burn'] {
  const burns = tiers.flatMap(({ verdict, long, short }) =>
    verdict === 'over' && long.kind === 'measured' && short.kind === 'measured'
      ? [{ long: burnOf(long), short: burnOf(short) }]
      : [],
  );
  return burns.sort((a, b) => sustained(b) - sustained(a))[0];
}

function burnOf({ burnRate, windowMs, coverage, excluded = 0 }: Measured) {
  return { rate: burnRate * coverage * (1 - excluded), windowMs };
}

function sustained({ long, short }: NonNullable<SeverityFacts['burn']>): number {
  return Math.min(long.rate, short.rate);
}
