import type { UnknownReason, WindowReading } from '../burn-rate/reading.js';
import { coverageOf, type EventSum, isAllExcluded } from '../events/event-counts.js';
import { errorBudget, type Objective } from '../slo/slo.js';
import { type CalendarCounts, excludedOf } from './budget-counts.js';
import type { BudgetReading, Exhaustion } from './reading.js';

/**
 * The budget of a calendar period: (1 − target) of the events that are expected in all of it may be bad. Expected are those counted so far
 * and, for the time that is left, the mean rate of the last nominal window; so a bad hour on the first day does not spend all, and on
 * the last day the budget is (1 − target) of what was counted. Coverage is of the time that has passed.
 * @param pace the window whose burn rate (by this objective) says how fast the budget goes at present
 */
export function readCalendarBudget(
  objective: Objective,
  counted: EventSum & { readonly approximate: boolean },
  { period, trailing, leftMs }: CalendarCounts,
  pace: WindowReading,
  blind: UnknownReason | undefined,
  at: number,
): BudgetReading {
  const windowMs = objective.sloWindow.durationMs;
  const coverage = coverageOf(counted);
  const shown = { windowMs, coverage, period, ...excludedOf(counted) };
  if (blind) return { kind: 'unknown', ...shown, reason: blind };
  if (isAllExcluded(counted)) return { kind: 'unknown', ...shown, reason: 'excluded' };
  const totalEvents = Math.max(0, counted.total);
  if (coverage === 0 && totalEvents === 0) return { kind: 'unknown', ...shown, reason: 'no-series' };
  const ratePerMs = trailing.knownMs > 0 ? Math.max(0, trailing.total) / trailing.knownMs : 0;
  const expected = totalEvents + ratePerMs * leftMs;
  if (expected === 0) return { kind: 'no-traffic', ...shown };
  const badEvents = Math.min(totalEvents, Math.max(0, counted.bad));
  const allowed = errorBudget(objective);
  const allowedBadEvents = allowed * expected;
  // As for rolling windows: by the ratio, and without the noise of binary fractions.
  const consumed = Number((badEvents / expected / allowed).toPrecision(12));
  const left = allowedBadEvents - badEvents;
  return {
    kind: 'measured',
    ...shown,
    badEvents,
    totalEvents,
    allowedBadEvents,
    consumed,
    remaining: 1 - consumed,
    approximate: counted.approximate,
    exhaustion: exhaustion(consumed >= 1 ? 0 : left, ratePerMs * allowed, leftMs, pace, at),
  };
}

/**
 * At burn rate b the expected traffic brings b × (1 − target) × rate bad events a time. What is left when the period ends is never spent:
 * the next one has its own.
 * @param allowedPerMs bad events at a burn rate of 1
 */
function exhaustion(
  left: number,
  allowedPerMs: number,
  leftMs: number,
  pace: WindowReading,
  at: number,
): Exhaustion {
  if (left <= 0) return { kind: 'exhausted' };
  if (pace.kind === 'unknown') return { kind: 'unknown' };
  if (pace.kind === 'no-traffic' || pace.burnRate === 0 || allowedPerMs === 0) return { kind: 'never' };
  const lasts = left / (allowedPerMs * pace.burnRate);
  return lasts >= leftMs ? { kind: 'never' } : { kind: 'at', at: at + lasts, burnRate: pace.burnRate };
}
