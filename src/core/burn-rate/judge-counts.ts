import type { BudgetCounts } from '../error-budget/budget-counts.js';
import { readBudget } from '../error-budget/read-budget.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { EventSum } from '../events/slot-ring.js';
import { errorBudget, type Sla, type Slo } from '../slo/slo.js';
import { readTier } from './read-tier.js';
import { readWindow } from './read-window.js';
import type { TierReading, UnknownReason, WindowReading } from './reading.js';
import { paceWindow } from './slo-windows.js';

/** What event counts say of an SLO at one instant. */
export interface CountsJudgement {
  readonly tiers: readonly TierReading[];
  readonly budget: BudgetReading;
  /** The budget of the SLA; undefined without one. */
  readonly sla: BudgetReading | undefined;
  /** Any window (ms), read once. */
  readonly reading: (windowMs: number) => WindowReading;
}

/** What there is to judge by. */
interface Counts {
  /** The events of the last `windowMs`. */
  readonly sumOf: (windowMs: number) => EventSum;
  /** The events of the SLO window; `approximate` when part of them are estimates, which only the budget may rest on. */
  readonly sloWindow: BudgetCounts;
  /** The same of the SLA's window; undefined without an SLA. */
  readonly slaWindow: BudgetCounts | undefined;
}

/**
 * Judges tiers and budget by event counts, wherever these come from: the daemon's slots or a replayed history.
 * @param unseen why the windows, or only the budget, cannot be told whatever the counts are
 */
export function judgeCounts(
  slo: Pick<Slo, 'alertPolicies' | 'objective' | 'sla'>,
  { sumOf, sloWindow, slaWindow }: Counts,
  unseen: { readonly windows: UnknownReason | undefined; readonly budget: UnknownReason | undefined },
  at: number,
): CountsJudgement {
  const { objective, alertPolicies, sla } = slo;
  const budget = errorBudget(objective);
  const readings = new Map<number, WindowReading>();
  const reading = (windowMs: number): WindowReading => {
    const known = readings.get(windowMs);
    if (known) return known;
    const read = readWindow(windowMs, sumOf(windowMs), budget, unseen.windows);
    readings.set(windowMs, read);
    return read;
  };
  const now = pace(slo, reading);
  return {
    tiers: alertPolicies.map((policy) =>
      readTier(policy, reading(policy.longWindow), reading(policy.shortWindow)),
    ),
    budget: readBudget(objective, sloWindow, now, unseen.budget, at),
    sla: sla && slaWindow && readBudget(sla.objective, slaWindow, paceOf(sla, now), unseen.budget, at),
    reading,
  };
}

/** The pace by the SLA's budget, which is larger. */
function paceOf({ objective }: Sla, pace: WindowReading): WindowReading {
  return pace.kind === 'measured' ? { ...pace, burnRate: pace.errorRatio / errorBudget(objective) } : pace;
}

/** How fast the budget goes at present: the fastest tier's windows, whichever burns more, so that an outage that has just begun counts whole. */
function pace(
  slo: Pick<Slo, 'alertPolicies' | 'objective'>,
  reading: (windowMs: number) => WindowReading,
): WindowReading {
  const long = reading(paceWindow(slo));
  const fastest = slo.alertPolicies[0];
  const short = fastest && reading(fastest.shortWindow);
  if (long.kind !== 'measured' || short?.kind !== 'measured') return long;
  return short.burnRate > long.burnRate ? short : long;
}
