import { withSureForecast } from '../core/error-budget/told-budget.js';
import type { Judgement } from './judgement.js';

/** A judgement whose budgets say when they are gone only where there are data enough to tell the budgets themselves. */
export function foreseen(judgement: Judgement, minCoverage: number): Judgement {
  const { budget, sla, excluded } = judgement;
  return {
    ...judgement,
    budget: withSureForecast(budget, minCoverage),
    sla: sla && withSureForecast(sla, minCoverage),
    excluded: excluded && {
      ...excluded,
      rawBudget: withSureForecast(excluded.rawBudget, minCoverage),
      rawSla: excluded.rawSla && withSureForecast(excluded.rawSla, minCoverage),
    },
  };
}
