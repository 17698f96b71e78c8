import { coverageOf, type EventSum, isAllExcluded } from '../events/event-counts.js';
import type { UnknownReason, WindowReading } from './reading.js';

/**
 * One window's reading: burn rate = (bad / total) / (1 − target), from event counts, never from averaged ratios.
 * @param blind set when nothing can be said whatever the slots hold
 */
export function readWindow(
  windowMs: number,
  sum: EventSum,
  errorBudget: number,
  blind: UnknownReason | undefined,
): WindowReading {
  const coverage = coverageOf(sum);
  const excluded = sum.excludedMs === undefined ? {} : { excluded: sum.excludedMs / sum.spanMs };
  if (blind) return { kind: 'unknown', windowMs, coverage, ...excluded, reason: blind };
  if (isAllExcluded(sum)) return { kind: 'unknown', windowMs, coverage, ...excluded, reason: 'excluded' };
  const totalEvents = Math.max(0, sum.total);
  if (coverage === 0 && totalEvents === 0)
    return { kind: 'unknown', windowMs, coverage, ...excluded, reason: 'no-series' };
  if (totalEvents === 0) return { kind: 'no-traffic', windowMs, coverage, ...excluded };
  const badEvents = Math.min(totalEvents, Math.max(0, sum.bad));
  const errorRatio = badEvents / totalEvents;
  return {
    kind: 'measured',
    windowMs,
    badEvents,
    totalEvents,
    errorRatio,
    burnRate: errorRatio / errorBudget,
    coverage,
    ...excluded,
  };
}
