import type { Slo } from '../../core/slo/slo.js';
import { dialectOf } from '../dialects.js';
import type { Problem, SpecFile } from '../problem.js';
import { type Finding, readDocuments, type SourceDocument } from '../source-document.js';
import type { SloField } from './field.js';

/** Says where in the files a field of an SLO stands. */
export type PlaceField = (
  slo: Slo,
  field: SloField,
  words: Omit<Finding, 'path' | 'atKey' | 'within'>,
) => Problem;

/** A page of text, or a whole map, is pointed at by its name. */
const NAMED: readonly SloField[] = ['owner', 'runbook', 'bad', 'total', 'alerts'];

/**
 * Places by the files as they were read. SLOs keep no document, as thousands of them would fill the memory, so files are parsed again,
 * each once and only when something is found in it.
 */
export function placeFields(files: readonly SpecFile[]): PlaceField {
  const texts = new Map(files.map((file) => [file.path, file]));
  const parsed = new Map<string, readonly SourceDocument[]>();
  const documentsOf = (path: string) => {
    const file = texts.get(path);
    const documents = parsed.get(path) ?? (file ? readDocuments(file).documents : []);
    parsed.set(path, documents);
    return documents;
  };
  return (slo, field, words) => {
    const { file, line, column } = slo.source;
    for (const document of documentsOf(file)) {
      const entry = document.pathAt(line, column);
      if (!entry) continue;
      const path = dialectOf(document.value).findField?.({ document: document.value, path: entry }, field);
      return document.locate({
        ...words,
        path: path ?? entry,
        atKey: path !== undefined && NAMED.includes(field),
      });
    }
    return { severity: 'error', ...words, file, line, column, endLine: line, endColumn: column + 1 };
  };
}
