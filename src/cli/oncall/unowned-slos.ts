import { ownerFindings } from '../../core/oncall/service-owners.js';
import { placeFields } from '../../spec/fields/place-fields.js';
import type { ReadOnCall } from '../../spec/oncall/read-oncall.js';
import type { Problem } from '../../spec/problem.js';
import type { LoadedSpecs } from '../load-specs.js';

/** Services of SLO files that no team of on-call files owns, each at its first SLO. What a broken team owns is not known. */
export function unownedSlos(
  { plan, broken }: Pick<ReadOnCall, 'plan' | 'broken'>,
  { files, slos, templates }: LoadedSpecs,
): Problem[] {
  if (broken.teams.length > 0) return [];
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
