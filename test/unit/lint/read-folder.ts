import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chooseRules } from '../../../src/lint/choose-rules.js';
import { lint } from '../../../src/lint/lint.js';
import type { SpecFile } from '../../../src/spec/problem.js';
import { readSpecs } from '../../../src/spec/read-specs.js';

/** The YAML files of a folder of the repository, by their names. */
export function readFolder(folder: string): SpecFile[] {
  const path = fileURLToPath(new URL(`../../../${folder}/`, import.meta.url));
  return readdirSync(path)
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path + name, 'utf8') }));
}

/** Findings as `file rule line:column message`, by all rules or those that are selected. */
export function lintFiles(
  files: readonly SpecFile[],
  { select, ignore = [] }: { select?: readonly string[]; ignore?: readonly string[] } = {},
): string[] {
  const choice = chooseRules(select, ignore);
  if (!choice.ok) throw new Error(choice.message);
  return lint({ files, ...readSpecs(files) }, { chosen: choice.chosen }).map(
    ({ file, code, line, column, message }) => `${file} ${code} ${line}:${column} ${message}`,
  );
}
