import { type DialectRead, type Found, foundAt, type WholeDialect } from '../dialect.js';
import { Findings } from '../firebreak/findings.js';
import type { SourceDocument } from '../source-document.js';
import { checkBrokenReferences } from './broken-references.js';
import { compileAlphaSlo } from './compile-alpha-slo.js';
import { compileSlo } from './compile-slo.js';
import { readCondition } from './condition.js';
import { findField } from './find-field.js';
import { readIndicator } from './indicator.js';
import { Library } from './library.js';
import { isOpenSlo, type OpenSloObject, type ReadObjects, readObjects } from './objects.js';
import { readPolicy } from './policy.js';
import type { ConditionSpec, DataSourceSpec, PolicySpec, SliSpec, SloSpec } from './schema.js';
import type { AlphaSloSpec } from './schema-v1alpha.js';

/** OpenSLO v1 and v1alpha: objects that refer to each other by name, in whatever files they stand. */
export const OPENSLO: WholeDialect = {
  tool: 'openslo',
  kind: 'whole',
  matches: isOpenSlo,
  read: readOpenSlo,
  findField,
};

function readOpenSlo(documents: readonly SourceDocument[]): DialectRead {
  const findings = new Map(documents.map((document) => [document, new Findings([])]));
  const read = [...findings].map(([document, found]) => readObjects(document, found));
  const all: ReadObjects = {
    objects: read.flatMap(({ objects }) => objects),
    broken: read.flatMap(({ broken }) => broken),
  };
  const library = new Library(all);
  const found = all.objects
    .filter(({ kind }) => kind === 'SLO')
    .flatMap((object) => compileOf(object, library));
  for (const object of all.broken) checkBrokenReferences(object, library);
  checkTheRest(library);
  library.warnOfUnused();
  return {
    found,
    problems: [...findings].flatMap(([document, { list }]) =>
      list.map((finding) => document.locate(finding)),
    ),
  };
}

function compileOf(object: OpenSloObject, library: Library): Found[] {
  // What the schema says of an SLO of its version has been checked when it was read.
  const compiled = object.alpha
    ? compileAlphaSlo(object as OpenSloObject<AlphaSloSpec>, library)
    : compileSlo(object as OpenSloObject<SloSpec>, library);
  return compiled.map(({ slo, path, references }) => ({
    ...foundAt(slo, object.document, path),
    ...(references && {
      references: references.map(({ id, weight, path: at }) => ({
        id,
        weight,
        place: object.document.locate({ code: '', path: at, message: '', mend: '' }),
      })),
    }),
  }));
}

/** Objects that no SLO has asked for are checked too. */
function checkTheRest(library: Library): void {
  for (const object of library.all<SliSpec>('SLI')) library.once(object, readIndicator);
  for (const object of library.all<PolicySpec>('AlertPolicy')) library.once(object, readPolicy);
  for (const object of library.all<ConditionSpec>('AlertCondition')) library.once(object, readCondition);
  for (const { spec, at } of library.all<DataSourceSpec>('DataSource')) {
    if (spec.connectionDetails === undefined) continue;
    at.warn(
      'connection-details',
      ['spec', 'connectionDetails'],
      'how a source is reached is no part of an SLO here: Firebreak reads the Prometheus that it was started with',
      'give the address with --prometheus, or in the daemon’s configuration',
    );
  }
}
