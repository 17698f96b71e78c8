import type { SloTemplate } from '../slo/slo-template.js';
import { isOfTemplate } from '../slo/slo-template.js';
import { type Selectable, selectsSlo, type SloSelection } from './exclusion.js';

/** What a selection meets nothing with. */
export interface SelectionFaults {
  /** The ids that neither an SLO nor a template has, nor can have a label set of one. */
  readonly unknown: readonly string[];
  /** No SLO meets all of it, and none that a template may bring can. */
  readonly meetsNone: boolean;
}

/** Holds a selection against the SLOs and templates that there are. A template's label sets come and go: what one of them may be is there. */
export function checkSelection(
  selects: SloSelection,
  slos: readonly Selectable[],
  templates: readonly SloTemplate[],
): SelectionFaults {
  const ids = new Set(slos.map(({ id }) => id));
  const isKnown = (id: string) => ids.has(id) || templates.some((template) => isOfTemplate(template, id));
  return {
    unknown: (selects.slos ?? []).filter((id) => !isKnown(id)),
    meetsNone:
      !slos.some((slo) => selectsSlo(selects, slo)) &&
      !templates.some((template) => maySelect(selects, template)),
  };
}

/** Whether a label set of a template may be selected; its labels may have any value. */
function maySelect({ slos, service, labels }: SloSelection, template: SloTemplate): boolean {
  const { slo, grouping } = template;
  if (slos && !slos.some((id) => isOfTemplate(template, id))) return false;
  const fixed = Object.entries(labels ?? {}).filter(([name]) => !grouping.labels.includes(name));
  const own = { ...(service === undefined ? {} : { service }), labels: Object.fromEntries(fixed) };
  return selectsSlo(own, slo);
}
