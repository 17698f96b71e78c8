import type { UnknownReason, WindowReading } from '../burn-rate/reading.js';
import { coverageOf, isAllExcluded } from '../events/event-counts.js';
import type { Objective } from '../slo/slo.js';
import { errorBudget } from '../slo/slo.js';
import { type BudgetCounts, excludedOf } from './budget-counts.js';
import { readCalendarBudget } from './read-calendar-budget.js';
import type { BudgetReading, Exhaustion } from './reading.js';

/**
 * The error budget from event counts: (1 − target) × total events may be bad; what was bad is consumed.
 * @param counted the events of the window; `approximate` when part of them are estimates, `calendar` when they are a period's
 * @param blind set when the newest data are too old to judge by: then the budget is unknown, whatever the slots hold
 * @param pace the window whose burn rate says how fast the budget goes at present
 */
export function readBudget(
  objective: Objective,
  counted: BudgetCounts,
  pace: WindowReading,
  blind: UnknownReason | undefined,
  at: number,
): BudgetReading {
  if (counted.calendar) return readCalendarBudget(objective, counted, counted.calendar, pace, blind, at);
  const windowMs = objective.sloWindow.durationMs;
  const coverage = coverageOf(counted);
  const totalEvents = Math.max(0, counted.total);
  const shown = { windowMs, coverage, ...excludedOf(counted) };
  if (blind) return { kind: 'unknown', ...shown, reason: blind };
  if (isAllExcluded(counted)) return { kind: 'unknown', ...shown, reason: 'excluded' };
  if (coverage === 0 && totalEvents === 0) return { kind: 'unknown', ...shown, reason: 'no-series' };
  if (totalEvents === 0) return { kind: 'no-traffic', ...shown };
  const badEvents = Math.min(totalEvents, Math.max(0, counted.bad));
  const allowedBadEvents = errorBudget(objective) * totalEvents;
  // The noise of binary fractions would keep a budget that is spent to the last event a hair above zero. By the ratio, because a share of
  // hardly any events is rounded to none, which nothing can be divided by.
  const consumed = Number((badEvents / totalEvents / errorBudget(objective)).toPrecision(12));
  const remaining = 1 - consumed;
  return {
    kind: 'measured',
    ...shown,
    badEvents,
    totalEvents,
    allowedBadEvents,
    consumed,
    remaining,
    approximate: counted.approximate,
    exhaustion: exhaustion(remaining, windowMs, pace, at),
  };
}

/**
 * At burn rate b the whole budget lasts SLO window / b, so what remains lasts remaining × window / b. What lasts for a whole window lasts
 * for ever: by then all that was bad before has left it.
 */
function exhaustion(remaining: number, windowMs: number, pace: WindowReading, at: number): Exhaustion {
  if (remaining <= 0) return { kind: 'exhausted' };
  if (pace.kind === 'unknown') return { kind: 'unknown' };
  if (pace.kind === 'no-traffic' || pace.burnRate === 0) return { kind: 'never' };
  const lasts = (remaining * windowMs) / pace.burnRate;
  return lasts >= windowMs ? { kind: 'never' } : { kind: 'at', at: at + lasts, burnRate: pace.burnRate };
}
