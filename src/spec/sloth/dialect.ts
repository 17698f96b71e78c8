import type { DialectRead, WholeDialect } from '../dialect.js';
import { Findings } from '../firebreak/findings.js';
import type { SourceDocument } from '../source-document.js';
import { readCatalogue } from './alert-windows.js';
import { type Fields, formOf, isMap, isSloth, wrongPlaces } from './documents.js';
import { findField } from './find-field.js';
import { readService } from './read-service.js';
import type { AlertWindowsSpec } from './schema-windows.js';
import { chooseWindows, type PlacedCatalogue } from './windows.js';

/** Sloth's files and Kubernetes resources, with the catalogues of windows that their alerts go by. */
export const SLOTH: WholeDialect = {
  tool: 'sloth',
  kind: 'whole',
  matches: isSloth,
  read: readSloth,
  findField,
};

function readSloth(documents: readonly SourceDocument[]): DialectRead {
  const read = documents.map((document) => {
    const findings = new Findings([]);
    const value: Fields = isMap(document.value) ? document.value : {};
    return { document, value, findings, form: formOf(value, findings) };
  });
  const catalogues = read.filter(({ form }) => form === 'windows').map(catalogueOf);
  const services = read.flatMap(({ form, ...each }) =>
    form === 'file' || form === 'resource' ? [{ ...each, form }] : [],
  );
  const windows = chooseWindows(catalogues, services.length > 0);
  return {
    found: services.flatMap((service) => readService(service, windows)),
    problems: read.flatMap(({ document, findings }) =>
      findings.list.map((finding) => document.locate(finding)),
    ),
  };
}

interface ReadDocument {
  readonly document: SourceDocument;
  readonly value: Fields;
  readonly findings: Findings;
}

function catalogueOf({ document, value, findings }: ReadDocument): PlacedCatalogue {
  const at = findings.under('spec');
  const { file, line } = document.locate({ code: '', path: ['spec', 'sloPeriod'], message: '', mend: '' });
  const sound = wrongPlaces('windows', value, findings).length === 0;
  const catalogue = sound
    ? readCatalogue(value['spec'] as AlertWindowsSpec, at)
    : { sloWindow: undefined, tiers: undefined };
  return { ...catalogue, place: `${file}:${line}`, at };
}
