import type { SpecFile } from '../../problem.js';
import type { ImportNote } from './draft.js';
import { ForeignValue } from './foreign-value.js';

/** The JSON of export files, lists of answers one by one; what is no JSON is noted. Paths begin with the file where there are several. */
export function readExports(files: readonly SpecFile[]): {
  readonly roots: readonly ForeignValue[];
  readonly notes: readonly ImportNote[];
} {
  const roots: ForeignValue[] = [];
  const notes: ImportNote[] = [];
  for (const { path, text } of files) {
    const prefix = files.length === 1 ? '' : `${path}: `;
    try {
      const root = new ForeignValue(JSON.parse(text), prefix);
      roots.push(...(Array.isArray(root.value) ? root.list() : [root]));
    } catch (error) {
      notes.push({
        path,
        text: `this is no JSON: ${error instanceof Error ? error.message : String(error)}`,
        isLeftOut: true,
      });
    }
  }
  return { roots, notes };
}
