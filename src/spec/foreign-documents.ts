import type { Tool } from './dialect.js';
import { dialectOf } from './dialects.js';
import { foreignResource } from './foreign-resource.js';
import type { Problem, SpecFile } from './problem.js';
import { readDocuments } from './source-document.js';

export const TOOLS: readonly Tool[] = ['firebreak', 'openslo', 'sloth', 'pyrra'];

/** The documents that are not of a tool, each as an error at its beginning. What is no YAML is told by whoever reads the files. */
export function foreignDocuments(files: readonly SpecFile[], tool: Tool): Problem[] {
  return files.flatMap((file) =>
    readDocuments(file).documents.flatMap((document) => {
      const found = dialectOf(document.value).tool;
      if (found === tool || foreignResource(document.value)) return [];
      return document.locate({
        code: 'foreign-document',
        path: [],
        message: `this is a document of ${found}, not of ${tool}`,
        mend: `write --from ${found}, or leave --from out: then each document is read for what it is`,
      });
    }),
  );
}
