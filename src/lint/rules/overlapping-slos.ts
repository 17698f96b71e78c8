import { eventKey } from '../../core/events/weighted-selectors.js';
import { groupBy } from '../../core/group-by.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Rule } from '../rule.js';

/** SLOs that page for the very same events. */
export const overlappingSlos: Rule = {
  id: 'overlapping-slos',
  severity: 'warning',
  title: 'two SLOs that page for the same events',
  explanation:
    'Two SLOs that count the same bad and total events, and both have page tiers, wake people twice for one failure and open two incidents, whatever their targets and windows are.',
  check: (slos) => {
    const paging = slos.filter(
      ({ alertPolicies, composite }) =>
        !composite && alertPolicies.some(({ severity }) => severity === 'page'),
    );
    return [...groupBy(paging, ({ sli }) => eventKey(sli)).values()].flatMap(([first, ...others]) =>
      first
        ? others.map((slo) => ({
            slo,
            field: 'slo' as const,
            message: `${slo.id} counts the same events as ${first.id} (${placeOf(first)}), and both page`,
            mend: 'keep the pages of one of them: burn_rate_alerts with tickets only, or []; a looser promise to customers is an sla: of the first',
          }))
        : [],
    );
  },
};

function placeOf({ source }: Slo): string {
  return `${source.file}:${source.line}`;
}
