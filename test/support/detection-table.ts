import { detectionTime } from '../../src/core/burn-rate/theory.js';
import type { AlertSeverity } from '../../src/core/slo/alert-policy.js';
import type { Slo } from '../../src/core/slo/slo.js';
import { DAY } from '../../src/core/time/duration.js';
import { checkoutSlo } from './checkout-slos.js';

/** The SLO of the table in ../shared/design/engine.md, under "Detection". */
export const tableSlo = checkoutSlo({
  objective: { target: 0.999, sloWindow: { kind: 'rolling', durationMs: 30 * DAY } },
});

/** Its error ratios (0-1), and what tells of them first. */
export const DETECTION_TABLE: readonly (readonly [errorRatio: number, severity: AlertSeverity])[] = [
  [1, 'page'],
  [0.1, 'page'],
  [0.02, 'page'],
  [0.01, 'page'],
  [0.005, 'ticket'],
];

/** When theory has the first tier of a severity fire (ms after the first error). */
export function firstDetection(slo: Slo, severity: AlertSeverity, errorRatio: number): number {
  const times = slo.alertPolicies
    .filter((tier) => tier.severity === severity)
    .map((tier) => detectionTime(slo.objective, tier, errorRatio) ?? Number.POSITIVE_INFINITY);
  return Math.min(...times);
}
