import { stringify } from 'yaml';
import type { Slo } from '../../core/slo/slo.js';
import type { Problem } from '../problem.js';
import { readSpecs } from '../read-specs.js';
import { firebreakDocument } from './firebreak.js';
import { meaningOf } from './meaning.js';
import { openSloDocument } from './openslo.js';

/** The tools whose files can be written, with the document that stands for an SLO (undefined when its indicator cannot be written). */
const FORMS = {
  firebreak: firebreakDocument,
  openslo: openSloDocument,
} as const satisfies Record<string, (slo: Slo) => object | undefined>;
export type Form = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS);

/** SLOs as files say them, and what could not be said. */
export interface Written {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * SLOs as files of a tool, a document for each. Each is read again, and left out with an error unless it means what the SLO means: nothing
 * gets lost on the way.
 */
export function writeSlos(slos: readonly Slo[], form: Form): Written {
  const problems: Problem[] = [];
  const documents: string[] = [];
  for (const slo of slos) {
    const document = FORMS[form](slo);
    const text = document && stringify(document, { lineWidth: 110 });
    const lost =
      text === undefined
        ? `has no way to write its indicator "${slo.sli.name}" (${slo.sli.derivation.kind})`
        : lostIn(text, slo);
    if (text !== undefined && lost === undefined) documents.push(text);
    else problems.push(unwritten(slo, `${slo.id}: a file of ${form} ${lost ?? ''}`));
  }
  return { text: documents.join('---\n'), problems };
}

/** What a text does not say of an SLO, in words. */
function lostIn(text: string, slo: Slo): string | undefined {
  const { slos, problems } = readSpecs([{ path: slo.source.file, text }]);
  const refused = problems.find(({ severity }) => severity === 'error');
  if (refused) return `does not take it: ${refused.message}`;
  const [again] = slos;
  const others: Readonly<Record<string, unknown>> = again ? meaningOf(again) : {};
  const changed = Object.entries(meaningOf(slo)).find(
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
