import { coverageOf } from '../events/event-counts.js';
import { isTold } from '../error-budget/told-budget.js';
import type { Slo } from '../slo/slo.js';
import type { Stretch } from '../time/stretches.js';
import { BurnDown, type PastCounts, pastBudget } from './past-budget.js';
import { pastTiers, type TierHistory } from './past-tiers.js';
import { cutSteps } from './steps.js';

/** One step of the past, (at − ms, at]. Events are counted; nothing is averaged. */
export interface HistoryStep {
  readonly at: number;
  readonly ms: number;
  readonly badEvents: number;
  readonly totalEvents: number;
  /** The share (0-1) of the step, without what is excluded of it, of which events are known. */
  readonly coverage: number;
  readonly excludedMs: number;
  /** Undefined without events. */
  readonly errorRatio: number | undefined;
  /** The share of the budget that was left at its end, over the window as of then; undefined where too little of that is known. */
  readonly remaining: number | undefined;
  /** The share of that window of which events are known. */
  readonly budgetCoverage: number;
  /** What was left at its end of the budget of the window that ends with the newest data, which is full where that begins. */
  readonly leftOfPresent: number | undefined;
}

/** What slots say of an SLO's past. */
export interface SloHistory {
  readonly stepMs: number;
  /** The slots that steps are made of. */
  readonly slotMs: number;
  readonly steps: readonly HistoryStep[];
  readonly tiers: readonly TierHistory[];
}

/**
 * An SLO's past in at most `points` steps.
 * @param span what is asked for; it ends with the newest data at the latest
 * @param end where counts end
 * @param minCoverage with less of its window known no budget is told
 */
export function sloHistory(
  slo: Pick<Slo, 'objective' | 'alertPolicies'>,
  counts: PastCounts,
  span: Stretch,
  {
    end,
    points,
    minCoverage,
  }: { readonly end: number; readonly points: number; readonly minCoverage: number },
): SloHistory {
  const slotMs = counts.ring.slotMsFrom(span.from);
  const to = Math.min(end, Math.ceil(span.to / slotMs) * slotMs);
  const { stepMs, steps } = cutSteps({ from: span.from, to }, slotMs, points);
  const burnDown = new BurnDown(slo.objective, counts, end);
  return {
    stepMs,
    slotMs,
    steps: steps.map((step) => ({
      ...countStep(counts, step),
      ...budgetAt(slo, counts, step.to, minCoverage),
      leftOfPresent: burnDown.leftAt(step.to),
    })),
    tiers: pastTiers(slo, counts, steps, slotMs),
  };
}

function countStep({ ring, excluded }: PastCounts, { from, to }: Stretch) {
  const sum = ring.past(from, to, excluded) ?? { bad: 0, total: 0, knownMs: 0, spanMs: to - from };
  const totalEvents = Math.max(0, sum.total);
  const badEvents = Math.min(totalEvents, Math.max(0, sum.bad));
  return {
    at: to,
    ms: to - from,
    badEvents,
    totalEvents,
    coverage: coverageOf(sum),
    excludedMs: sum.excludedMs ?? 0,
    errorRatio: totalEvents > 0 ? badEvents / totalEvents : undefined,
  };
}

/** As for policies: with too little data nothing is left only where that is so even if all the unseen time was healthy. */
function budgetAt(
  { objective }: Pick<Slo, 'objective'>,
  counts: PastCounts,
  at: number,
  minCoverage: number,
) {
  const budget = pastBudget(objective, counts, at);
  const told = budget.kind === 'measured' && isTold(budget, minCoverage);
  return { remaining: told ? budget.remaining : undefined, budgetCoverage: budget.coverage };
}
