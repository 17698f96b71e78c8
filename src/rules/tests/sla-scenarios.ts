import { errorBudget, type Slo } from '../../core/slo/slo.js';
import { recordedSla } from '../recorded-budget.js';
import type { Scenario } from './scenario.js';
import { busy, LONGEST_TEST, TestClock } from './scenarios.js';

/**
 * Of an SLO with an SLA: a total outage opens its page when so much of the budget is spent as the file says, however little of the window was seen, and
 * that it is over does not end it. None where that takes too long to be tested.
 */
export function slaScenarios(slo: Slo): Scenario[] {
  const sla = recordedSla(slo);
  if (!sla) return [];
  const clock = new TestClock(slo);
  const spent = (1 - sla.warnAt) * errorBudget(sla.objective) * sla.objective.sloWindow.durationMs;
  const late = clock.scrape + 2 * clock.cycle;
  const lasts = clock.cycleAfter(spent + late + clock.cycle);
  const after = 20 * clock.cycle;
  if (clock.lead + lasts + after > LONGEST_TEST) return [];
  const begins = clock.lead;
  const alert = { severity: 'sla' } as const;
  return [
    {
      name: `${slo.id}: a total outage puts the SLA at risk after ${Math.round(spent / 1000)} s, and its end does not undo that`,
      stretches: [busy(clock.lead, 0), busy(lasts, 1), busy(after, 0)],
      expectations: [
        { at: clock.cycleBefore(begins + spent - 1), ...alert, fires: false },
        { at: clock.cycleAfter(begins + spent + late), ...alert, fires: true },
        { at: clock.cycleBefore(begins + lasts + after), ...alert, fires: true },
      ],
    },
  ];
}
