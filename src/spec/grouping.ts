import type { Slo } from '../core/slo/slo.js';
import type { Grouping } from '../core/slo/slo-template.js';
import type { Sli } from '../core/slo/sli.js';
import { windowReach } from '../core/slo/slo-window.js';

/** More routes than this are hardly looked at one by one. */
const USUAL_MAX = 50;

/**
 * A grouping with what is usual where a file says nothing: 50 label sets, and a vanished one is kept while its windows, the SLO's and the
 * SLA's, can have events.
 */
export function groupingOf(
  labels: readonly string[],
  { objective, sla }: Pick<Slo, 'objective' | 'sla'>,
  given: { readonly max?: number | undefined; readonly keepMs?: number | undefined } = {},
): Grouping {
  const windows = [objective, ...(sla ? [sla.objective] : [])].map(({ sloWindow }) => sloWindow);
  return {
    labels,
    max: given.max ?? USUAL_MAX,
    keepMs: given.keepMs ?? Math.max(...windows.map(windowReach)),
  };
}

/** Why an indicator cannot be counted by these labels; undefined when it can. */
export function groupingFault(
  { bad, total }: Sli,
  labels: readonly string[],
): { readonly message: string; readonly mend: string } | undefined {
  const selectors = [...bad, ...total].map(({ selector }) => selector);
  if (selectors.some(({ expression }) => expression !== undefined)) {
    return {
      message: 'this indicator is a query that cannot be split by labels',
      mend: 'count events of counters, or samples of a plain gauge, or leave the grouping out',
    };
  }
  const taken = labels.find((label) => label === 'le' || label === '__name__');
  if (taken !== undefined) {
    return {
      message: `${taken} tells no label sets apart: it is ${taken === 'le' ? 'a limit of buckets' : 'the metric'}`,
      mend: 'name a label such as route or tenant',
    };
  }
  const fixed = selectors
    .flatMap(({ matchers }) => matchers)
    .find(({ label, op }) => op === '=' && labels.includes(label));
  return (
    fixed && {
      message: `the indicator has ${fixed.label}="${fixed.value}" already, so that there is one label set only`,
      mend: `take ${fixed.label} out of the query, or out of the grouping`,
    }
  );
}
