import type { EventSum } from '../events/slot-ring.js';
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
  const coverage = Math.min(1, sum.knownMs / sum.spanMs);
  if (blind) return { kind: 'unknown', windowMs, coverage, reason: blind };
  const totalEvents = Math.max(0, sum.total);
  if (coverage === 0 && totalEvents === 0)
    return { kind: 'unknown', windowMs, coverage, reason: 'no-series' };
  if (totalEvents === 0) return { kind: 'no-traffic', windowMs, coverage };
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
  };
}
