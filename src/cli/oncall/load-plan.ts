import { readOnCall, type ReadOnCall } from '../../spec/oncall/read-oncall.js';
import { reportText } from '../../spec/report/text.js';
import type { CliContext, TextFile } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { hasErrors } from '../load-specs.js';

export interface LoadedPlan extends ReadOnCall {
  readonly files: readonly TextFile[];
}

/** Reads every on-call file under the paths. A path that is not there, or holds no file, is a mistake in the call. */
export async function loadPlan(context: CliContext, paths: readonly string[]): Promise<LoadedPlan> {
  const { files, errors } = await context.files.readFiles(paths);
  if (errors.length > 0)
    throw new UsageError(errors.map(({ path, message }) => `cannot read ${path}: ${message}`).join('\n'));
  if (files.length === 0) throw new UsageError(`no on-call files (*.yaml, *.yml) in ${paths.join(', ')}`);
  return { files, ...readOnCall(files) };
}

/** Tells what is wrong in the files besides what was asked for, and gives the exit code: what is told of a part is not all. */
export function tellProblems(context: CliContext, { problems, files }: LoadedPlan): number {
  if (problems.length > 0) context.stderr.write(reportText(problems, files, context.stderr.paint));
  if (!hasErrors(problems)) return EXIT.ok;
  context.stderr.write('what is broken is left out of what was told\n');
  return EXIT.failed;
}
