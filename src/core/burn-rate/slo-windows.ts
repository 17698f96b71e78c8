import type { Slo } from '../slo/slo.js';

type Judged = Pick<Slo, 'alertPolicies' | 'objective'>;

/** Every window of an SLO's tiers once, in ms, shortest first. */
export function alertWindows(slo: Judged): number[] {
  const windows = slo.alertPolicies.flatMap((policy) => [policy.shortWindow, policy.longWindow]);
  return [...new Set(windows)].sort((a, b) => a - b);
}

/** The window (ms) whose burn rate stands for "now": the long window of the fastest tier. */
export function paceWindow(slo: Judged): number {
  return slo.alertPolicies[0]?.longWindow ?? slo.objective.sloWindow.durationMs / 720;
}
