import type { TierReading } from '../burn-rate/reading.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { Signal } from './signal.js';

/** An SLO as it is judged now. */
export interface SeenSlo {
  readonly tiers: readonly TierReading[];
  /** Why it cannot be judged; undefined while it can. */
  readonly unknownBecause: unknown;
  readonly sla: { readonly budget: BudgetReading; readonly warnAt: number } | undefined;
}

/**
 * Whether what a page was about is over, as far as the SLO itself can tell. In doubt it is not: a false end is worse than a late one.
 * What others reported is theirs to end.
 */
export function isSurelyOver(page: Signal, { tiers, unknownBecause, sla }: SeenSlo): boolean {
  if (unknownBecause !== undefined) return false;
  switch (page.cause) {
    case 'blind':
      return true;
    case 'sla':
      return sla?.budget.kind === 'measured' && sla.budget.remaining > sla.warnAt;
    case 'burn':
      return page.tiers.length > 0 && page.tiers.every(({ policyId }) => isUnder(policyId, tiers));
    case 'outside':
      return false;
  }
}

/** A tier that the file no longer has has nothing to say. */
function isUnder(policyId: string, tiers: readonly TierReading[]): boolean {
  const own = tiers.find((tier) => tier.policyId === policyId);
  return own ? own.verdict === 'under' : tiers.every(({ verdict }) => verdict === 'under');
}
