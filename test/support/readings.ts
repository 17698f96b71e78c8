import type { TierReading, TierVerdict, WindowReading } from '../../src/core/burn-rate/reading.js';
import { HOUR, MINUTE } from '../../src/core/time/duration.js';

type Measured = WindowReading & { kind: 'measured' };

/** A window that was measured: 1,000 events, none of them bad, unless told otherwise. */
export function measured(over: Partial<Measured> = {}): Measured {
  return {
    kind: 'measured',
    windowMs: HOUR,
    badEvents: 0,
    totalEvents: 1_000,
    errorRatio: 0,
    burnRate: 0,
    coverage: 1,
    ...over,
  };
}

/** A tier with a verdict, whatever its windows hold. */
export function tier(policyId: string, verdict: TierVerdict): TierReading {
  const severity = policyId.startsWith('page') ? 'page' : 'ticket';
  const [long, short] = [measured(), measured({ windowMs: 5 * MINUTE })];
  return { policyId, severity, burnRateThreshold: 14.4, long, short, verdict };
}
