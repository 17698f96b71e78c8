import type { SloStatus } from '../../../http/answers.js';

type Tier = SloStatus['tiers'][number];

/** How near a tier is to firing, 1 at its threshold: both windows must be over, so the lower one says it. Undefined while one is unknown. */
export function nearnessOf({ long, short, burnRateThreshold }: Tier): number | undefined {
  if (long.kind !== 'measured' || short.kind !== 'measured') return undefined;
  return Math.min(long.burnRate, short.burnRate) / burnRateThreshold;
}

/** The tier that is nearest to firing, the first of equals; undefined where none can be judged. */
export function nearestTier(
  tiers: readonly Tier[],
): { readonly policyId: string; readonly share: number } | undefined {
  let nearest: { policyId: string; share: number } | undefined;
  for (const tier of tiers) {
    const share = nearnessOf(tier);
    if (share !== undefined && share > (nearest?.share ?? -1)) nearest = { policyId: tier.policyId, share };
  }
  return nearest;
}
