import { stringify } from 'yaml';
import type { Slo } from '../../core/slo/slo.js';
import type { Found } from '../dialect.js';
import type { Problem } from '../problem.js';
import { readSpecs } from '../read-specs.js';
import { firebreakDocument } from './firebreak.js';
import { meaningOf } from './meaning.js';
import { openSloDocument } from './openslo.js';

/** An SLO, or a template with its grouping. */
type Spoken = Pick<Found, 'slo' | 'grouping'>;

/** The tools whose files can be written, with the document that stands for an SLO (undefined when its indicator cannot be written). */
const FORMS = {
  firebreak: firebreakDocument,
  openslo: ({ slo }) => openSloDocument(slo),
} as const satisfies Record<string, (spoken: Spoken) => object | undefined>;
export type Form = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS);

/** SLOs as files say them, and what could not be said. */
export interface Written {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * SLOs and templates as files of a tool, a document for each. Each is read again, and left out with an error unless it means what the SLO means: nothing
 * gets lost on the way.
 */
export function writeSlos(spoken: readonly Spoken[], form: Form): Written {
  const problems: Problem[] = [];
  const documents: string[] = [];
  for (const each of spoken) {
    const { slo } = each;
    const document = FORMS[form](each);
    const text = document && stringify(document, { lineWidth: 110 });
    const lost =
      text === undefined
        ? `has no way to write its indicator "${slo.sli.name}" (${slo.sli.derivation.kind})`
        : lostIn(text, each);
    if (text !== undefined && lost === undefined) documents.push(text);
    else problems.push(unwritten(slo, `${slo.id}: a file of ${form} ${lost ?? ''}`));
  }
  return { text: documents.join('---\n'), problems };
}

/** What a text does not say of an SLO, in words. */
function lostIn(text: string, { slo, grouping }: Spoken): string | undefined {
  const { slos, templates, problems } = readSpecs([{ path: slo.source.file, text }]);
  const refused = problems.find(({ severity }) => severity === 'error');
  if (refused) return `does not take it: ${refused.message}`;
  const [again] = [...slos.map((only): Spoken => ({ slo: only })), ...templates];
  const meaning = (of: Spoken) => ({ ...meaningOf(of.slo), group_by: of.grouping });
  const others: Readonly<Record<string, unknown>> = again ? meaning(again) : {};
  const changed = Object.entries(meaning({ slo, ...(grouping ? { grouping } : {}) })).find(
    ([part, value]) => JSON.stringify(value) !== JSON.stringify(others[part]),
  );
  return changed && `cannot say its ${changed[0]} as it is`;
}

function unwritten({ source: { file, line, column } }: Slo, message: string): Problem {
  return {
    code: 'cannot-be-written',
    severity: 'error',
    message,
    mend: 'take that out of it, or write this SLO by hand',
    file,
    line,
    column,
    endLine: line,
    endColumn: column,
  };
}
