import { coverageOf } from '../core/events/event-counts.js';
import { worstLabels } from '../core/events/worst-labels.js';
import type { Impact } from '../core/incident/impact.js';
import { windowText } from '../core/slo/slo-window.js';
import type { SloRuntime } from './slo-runtime.js';

/** What an SLO's events say of (from, until]; undefined when nothing is known of that time. */
export function measureImpact(
  { slo, ring, recentBad, judgement }: Pick<SloRuntime, 'slo' | 'ring' | 'recentBad' | 'judgement'>,
  from: number,
  until: number,
): Impact | undefined {
  if (until <= from) return undefined;
  const sum = ring.since(from, until);
  const coverage = coverageOf(sum);
  if (coverage === 0 && sum.total === 0) return undefined;
  const totalEvents = Math.max(0, sum.total);
  const badEvents = Math.min(totalEvents, Math.max(0, sum.bad));
  const budget = judgement?.budget;
  // A share of a budget that cannot be told is none.
  const allowed = budget?.kind === 'measured' && !budget.untold ? budget.allowedBadEvents : 0;
  return {
    startAt: from,
    endAt: until,
    badEvents,
    totalEvents,
    errorRatio: totalEvents === 0 ? undefined : badEvents / totalEvents,
    coverage,
    budgetSpent: allowed > 0 ? badEvents / allowed : undefined,
    budgetWindow: windowText(slo.objective.sloWindow),
    budgetCoverage: budget?.coverage,
    worstLabels: worstLabels(recentBad.sumsSince(from)),
  };
}
