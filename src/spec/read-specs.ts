import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { Slo } from '../core/slo/slo.js';
import type { SloTemplate } from '../core/slo/slo-template.js';
import { warnOfMisspelt } from './check-dependencies.js';
import type { Dependency, Found, FoundExclusion } from './dialect.js';
import { type DialectDocuments, dialectOf } from './dialects.js';
import { uniqueExclusions, warnOfFuture, warnOfNoSlo } from './exclusions/check-exclusions.js';
import { otherKind } from './file-kinds.js';
import { foreignResource } from './foreign-resource.js';
import type { Problem, SpecFile } from './problem.js';
import { resolveComposites } from './resolve-composites.js';
import { readDocuments } from './source-document.js';

export type { Problem };

/** The SLOs, templates and exclusions that are sound, SLOs sorted by id, and every problem of every file, in the order of the files. */
export interface ReadSpecs {
  readonly slos: readonly Slo[];
  readonly templates: readonly SloTemplate[];
  readonly exclusions: readonly Exclusion[];
  readonly problems: readonly Problem[];
}

/**
 * Reads SLO files. A broken file hides neither another file's SLOs nor its problems.
 * @param now by which corrections of the future are told; without it none are
 */
export function readSpecs(files: readonly SpecFile[], now = Number.POSITIVE_INFINITY): ReadSpecs {
  const problems: Problem[] = [];
  const found: Found[] = [];
  const excluding: FoundExclusion[] = [];
  const depending: Dependency[] = [];
  const waiting: DialectDocuments = new Map();
  const foreign: Problem[] = [];
  let known = 0;
  for (const file of files) {
    const { documents, problems: unreadable } = readDocuments(file);
    problems.push(...unreadable);
    if (documents.length === 0 && unreadable.length === 0) problems.push(emptyFile(file));
    for (const document of documents) {
      const other = otherKind(document.value, 'slo', 'holds no SLO');
      if (other) {
        problems.push(document.locate(other));
        continue;
      }
      const resource = foreignResource(document.value);
      if (resource) {
        foreign.push(document.locate(resource));
        continue;
      }
      known += 1;
      const dialect = dialectOf(document.value);
      if (dialect.kind === 'whole') {
        waiting.set(dialect, [...(waiting.get(dialect) ?? []), document]);
        continue;
      }
      const read = dialect.read(document);
      problems.push(...read.problems);
      found.push(...read.found);
      excluding.push(...(read.exclusions ?? []));
      depending.push(...(read.dependencies ?? []));
    }
  }
  // Alone they are what somebody took for SLOs.
  problems.push(...(known > 0 ? foreign : foreign.map(asError)));
  for (const [dialect, documents] of waiting) {
    const read = dialect.read(documents);
    problems.push(...read.problems);
    found.push(...read.found);
  }
  const { unique, duplicates } = withoutDuplicates(found);
  const resolved = resolveComposites(unique.filter(({ grouping }) => !grouping));
  const slos = resolved.slos.sort((a, b) => (a.id < b.id ? -1 : 1));
  const templates = unique
    .flatMap(({ slo, grouping }) => (grouping ? [{ slo, grouping }] : []))
    .sort((a, b) => (a.slo.id < b.slo.id ? -1 : 1));
  const { exclusions, problems: again } = uniqueExclusions(excluding);
  problems.push(...duplicates, ...resolved.problems, ...again);
  // Of a broken file it is not known which SLOs it would have defined.
  const sound = !problems.some(({ severity }) => severity === 'error');
  if (sound) {
    problems.push(...warnOfNoSlo(excluding, slos, templates));
    problems.push(...warnOfMisspelt(depending, [...slos, ...templates.map(({ slo }) => slo)]));
  }
  problems.push(...warnOfFuture(excluding, now));
  return { slos, templates, exclusions, problems: inOrder(problems, files) };
}

function asError(problem: Problem): Problem {
  if (problem.severity === 'error') return problem;
  return { ...problem, severity: 'error', mend: 'name a file of SLOs (firebreak schema describes them)' };
}

function emptyFile({ path }: SpecFile): Problem {
  return {
    code: 'empty-file',
    severity: 'error',
    message: 'this file holds no SLO',
    mend: 'start with service:, slis: and slos: (firebreak schema describes them), or remove the file',
    file: path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
  };
}

/** The first SLO of a name stands; later ones are told where it is. */
function withoutDuplicates(found: readonly Found[]): { unique: Found[]; duplicates: Problem[] } {
  const first = new Map<string, Slo>();
  const unique: Found[] = [];
  const duplicates: Problem[] = [];
  for (const each of found) {
    const { slo, place } = each;
    const earlier = first.get(slo.id);
    if (earlier === undefined) {
      first.set(slo.id, slo);
      unique.push(each);
      continue;
    }
    const { file, line } = earlier.source;
    duplicates.push({
      ...place,
      code: 'duplicate-slo',
      message: `${slo.id} is defined already, in ${file}:${line}`,
      mend: 'give this one a `name:` of its own, or remove one of the two',
    });
  }
  return { unique, duplicates };
}

function inOrder(problems: readonly Problem[], files: readonly SpecFile[]): Problem[] {
  const order = new Map(files.map((file, index) => [file.path, index]));
  const rank = (problem: Problem) => order.get(problem.file) ?? files.length;
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
