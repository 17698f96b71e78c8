import type { AlertPolicy } from '../slo/alert-policy.js';
import { errorBudget, type Objective } from '../slo/slo.js';
import { errorRatioThreshold } from './theory.js';

type Tier = Pick<AlertPolicy, 'longWindow' | 'shortWindow' | 'burnRateThreshold' | 'minBadEvents'>;

/**
 * How many of so many events in the long window have to be bad for the tier to fire: more than its share, and no fewer than its floor.
 * They are taken to lie in the short window, which is then over as well. Undefined when not even all of them are enough.
 */
export function badEventsToFire(objective: Objective, tier: Tier, events: number): number | undefined {
  const share = Number((errorRatioThreshold(objective, tier) * events).toPrecision(12));
  const bad = Math.max(tier.minBadEvents, Math.floor(share) + 1);
  return bad <= events ? bad : undefined;
}

/** The burn rate that a single bad event makes of a window with so many events, itself among them. */
export function burnOfOneFailure(objective: Objective, events: number): number {
  return 1 / (Math.max(1, events) * errorBudget(objective));
}

/** How often (ms) a probe has to ask at least, so that in a total outage the floor is reached within the short window. */
export function probeInterval(tier: Tier): number {
  return tier.shortWindow / Math.max(1, tier.minBadEvents);
}
