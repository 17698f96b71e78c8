import type { OnCallPlan } from '../../core/oncall/plan.js';
import { ownerFindings } from '../../core/oncall/service-owners.js';
import { placeFields } from '../../spec/fields/place-fields.js';
import type { Problem } from '../../spec/problem.js';
import type { LoadedSpecs } from '../load-specs.js';

/** Services of SLO files that no team of on-call files owns, each at its first SLO. */
export function unownedSlos(plan: OnCallPlan, { files, slos, templates }: LoadedSpecs): Problem[] {
  const all = [...slos, ...templates.map(({ slo }) => slo)];
  const place = placeFields(files);
  return ownerFindings(
    plan,
    all.map(({ service }) => service),
  ).flatMap(({ code, severity, subject, message, mend }) => {
    const first = all.find(({ service }) => service === subject);
    return first ? [place(first, 'slo', { code, severity, message, mend })] : [];
  });
}
