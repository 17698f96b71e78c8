import { Option } from 'commander';
import type { Problem, SpecFile } from '../spec/problem.js';
import { reportJunit } from '../spec/report/junit.js';
import { type CodeWords, reportGithub, reportJson, reportSarif } from '../spec/report/machine.js';
import { reportText } from '../spec/report/text.js';
import type { CliContext } from './context.js';
import { plural } from './text/quantities.js';

const FORMATS = ['text', 'json', 'github', 'sarif', 'junit'] as const;

export interface ReportFlags {
  readonly output: (typeof FORMATS)[number];
}

/** `--output` of commands that tell what is wrong in files. */
export function reportOption(): Option {
  return new Option('--output <format>', 'how problems are written').choices(FORMATS).default('text');
}

export interface Told {
  readonly problems: readonly Problem[];
  readonly files: readonly SpecFile[];
  /** What can be used. */
  readonly sound: { readonly slos: number; readonly templates: number };
  /** What the problems' codes stand for, as far as that is known. */
  readonly words: readonly CodeWords[];
  /** Whether a problem makes the command fail. */
  readonly fails: (problem: Problem) => boolean;
}

export function reportProblems(
  { stdout, version }: CliContext,
  format: ReportFlags['output'],
  told: Told,
): string {
  const { problems, files } = told;
  switch (format) {
    case 'json':
      return reportJson(problems);
    case 'github':
      return reportGithub(problems);
    case 'sarif':
      return reportSarif(problems, version, told.words);
    case 'junit':
      return reportJunit(problems, files, told.fails);
    case 'text':
      return `${reportText(problems, files, stdout.paint)}${summary(stdout, told)}\n`;
  }
}

function summary(stdout: CliContext['stdout'], { files, sound, problems }: Told): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const some = sound.templates > 0 ? ` and ${plural(sound.templates, 'template')}` : '';
  const read = `${plural(files.length, 'file')}, ${plural(sound.slos, 'sound SLO')}${some}`;
  const found = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  const gap = problems.length > 0 ? '\n' : '';
  return `${gap}${read}: ${stdout.paint(errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green', found)}`;
}
