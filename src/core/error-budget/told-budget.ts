import type { BudgetReading } from './reading.js';

/**
 * Whether a budget can be told from the data there is: with less than `minCoverage` (0-1) only when it is gone even if all the
 * unseen time was healthy. Policies, history and forecasts go by this.
 */
export function isTold(
  { coverage, consumed }: { readonly coverage: number; readonly consumed: number },
  minCoverage: number,
): boolean {
  return coverage >= minCoverage || consumed * coverage >= 1;
}

/** The reading, marked where the budget cannot be told, and with a forecast only where it can: the end of what is not known is not known either. */
export function withSureForecast(budget: BudgetReading, minCoverage: number): BudgetReading {
  if (budget.kind !== 'measured' || isTold(budget, minCoverage)) return budget;
  return { ...budget, untold: true, exhaustion: { kind: 'unknown' } };
}
