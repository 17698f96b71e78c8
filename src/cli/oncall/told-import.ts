import type { ImportNote } from '../../spec/oncall/foreign/draft.js';
import type { SpecFile } from '../../spec/problem.js';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-codes.js';

/** A file to import. */
export async function readFile({ files }: CliContext, path: string): Promise<SpecFile> {
  const text = await files.readFile(path);
  if (text === undefined) throw new UsageError(`there is no file ${path}`);
  return { path, text };
}

/** What could not be taken, on standard error: standard output is the file. */
export function tellNotes({ stderr }: CliContext, notes: readonly ImportNote[]): void {
  for (const { path, text } of notes) stderr.write(`${stderr.paint('bold', path)}: ${text}\n`);
}
