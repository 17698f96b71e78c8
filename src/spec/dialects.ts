import { foundAt, type Reference, type SingleDialect, type WholeDialect } from './dialect.js';
import { EXCLUSIONS } from './exclusions/read-document.js';
import { findField } from './firebreak/find-field.js';
import type { NamedReference } from './firebreak/compile-composite.js';
import { readFirebreakDocument } from './firebreak/read-document.js';
import { OPENSLO } from './openslo/dialect.js';
import { SLOTH } from './sloth/dialect.js';
import { PYRRA } from './pyrra/dialect.js';
import type { SourceDocument } from './source-document.js';

export type DialectDocuments = Map<WholeDialect, readonly SourceDocument[]>;

const FIREBREAK: SingleDialect = {
  tool: 'firebreak',
  kind: 'single',
  matches: () => true,
  findField,
  read: (document) => {
    const { slos, findings } = readFirebreakDocument(document.value);
    return {
      found: slos.map(({ slo, index, grouping, references }) => ({
        ...foundAt(slo, document, ['slos', index], grouping),
        ...(references && { references: references.map((each) => locate(each, index, document)) }),
      })),
      problems: findings.map((finding) => document.locate(finding)),
      dependencies: (slos[0]?.slo.metadata.dependsOn ?? []).map((service, index) => ({
        service,
        place: document.locate({ code: '', path: ['depends_on', index], message: '', mend: '' }),
      })),
    };
  },
};

function locate(
  { id, weight, path, atKey }: NamedReference,
  index: number,
  document: SourceDocument,
): Reference {
  const place = document.locate({ code: '', path: ['slos', index, ...path], atKey, message: '', mend: '' });
  return { id, weight, place };
}

/** Asked in this order; whatever is no other dialect is taken for an SLO file of our own. */
const DIALECTS: readonly (SingleDialect | WholeDialect)[] = [OPENSLO, SLOTH, PYRRA, EXCLUSIONS];

export function dialectOf(value: unknown): SingleDialect | WholeDialect {
  return DIALECTS.find(({ matches }) => matches(value)) ?? FIREBREAK;
}
