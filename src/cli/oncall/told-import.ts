import type { ImportNote } from '../../spec/oncall/foreign/draft.js';
import type { SpecFile } from '../../spec/problem.js';
import type { CliContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { plural } from '../text/quantities.js';

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

/**
 * The exit code: what is left out makes it fail, and says so once more where it is read last.
 * @param what of which some are left out: `part`
 */
export function tellLeftOut(
  { stderr }: CliContext,
  notes: readonly ImportNote[],
  what: string,
  meaning: string,
): number {
  const leftOut = notes.filter(({ isLeftOut }) => isLeftOut).length;
  if (leftOut === 0) return EXIT.ok;
  stderr.write(`${stderr.paint('red', `${plural(leftOut, what)} left out: ${meaning}`)}\n`);
  return EXIT.failed;
}
