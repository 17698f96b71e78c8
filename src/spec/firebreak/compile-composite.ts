import type { Composite } from '../../core/slo/composite.js';
import type { Objective, Slo } from '../../core/slo/slo.js';
import type { Sli } from '../../core/slo/sli.js';
import type { Reference } from '../dialect.js';
import type { Path } from '../source-document.js';
import { compileTimeSlices } from './compile-time-slices.js';
import type { Findings } from './findings.js';
import type { CompositeSpec } from './schema-derived.js';

const FORMS = ['all_of', 'any_of', 'weighted'] as const;
type FormOfComposite = (typeof FORMS)[number];
const COMBINE = { all_of: 'all-of', any_of: 'any-of', weighted: 'weighted' } as const;

const USUAL_LENGTH = '1m';

/** A composite whose parts are named and not known yet: other files may hold them. */
export interface NamedComposite {
  readonly slo: Required<Pick<Slo, 'composite' | 'timeSlices'>> & { readonly sli: Sli };
  readonly references: readonly NamedReference[];
}

/** A part as the file names it, with where it stands below the SLO. */
export interface NamedReference extends Omit<Reference, 'place'> {
  readonly path: Path;
  readonly atKey: boolean;
}

/** `composite:` of an SLO; undefined with the reasons in `findings`, which stand at it. */
export function compileComposite(
  name: string,
  spec: CompositeSpec,
  objective: Objective,
  findings: Findings,
): NamedComposite | undefined {
  const form = formOf(spec, findings);
  const timeSlices = compileTimeSlices({ length: spec.length ?? USUAL_LENGTH }, objective, findings);
  const references = form && referencesOf(form, spec);
  if (!form || !timeSlices || !references || hasTwins(references, findings)) return undefined;
  const composite: Composite = { combine: COMBINE[form], lengthMs: timeSlices.lengthMs, parts: [] };
  const sli: Sli = { name, bad: [], total: [], derivation: { kind: 'composite', reason: '' } };
  return { slo: { composite, timeSlices, sli }, references };
}

function formOf(spec: CompositeSpec, findings: Findings): FormOfComposite | undefined {
  const [form, second] = FORMS.filter((each) => spec[each] !== undefined);
  if (form === undefined) {
    return findings.error(
      'missing-field',
      [],
      'this composite has no parts',
      'add all_of, any_of or weighted with the ids of SLOs: all_of: [checkout-api/availability, search-api/latency]',
    );
  }
  if (second === undefined) return form;
  const message = `\`${form}\` and \`${second}\` both say how the parts make the whole`;
  return findings.error('two-definitions', [second], message, 'keep one of them');
}

function referencesOf(form: FormOfComposite, spec: CompositeSpec): NamedReference[] {
  const below = ['composite', form];
  if (form === 'weighted') {
    return Object.entries(spec.weighted ?? {}).map(([id, weight]) => ({
      id,
      weight,
      path: [...below, id],
      atKey: true,
    }));
  }
  return (spec[form] ?? []).map((id, index) => ({ id, weight: 1, path: [...below, index], atKey: false }));
}

function hasTwins(references: readonly NamedReference[], findings: Findings): boolean {
  const twin = references.find(({ id }, index) => references.findIndex((other) => other.id === id) < index);
  if (!twin) return false;
  // The findings stand at `composite` already.
  findings.error('duplicate-component', twin.path.slice(1), `${twin.id} is named twice`, 'name it once');
  return true;
}
