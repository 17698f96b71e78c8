import { type Command, Option } from 'commander';
import { chooseRules } from '../lint/choose-rules.js';
import { lint } from '../lint/lint.js';
import { ALL_RULES } from '../lint/rules.js';
import type { Problem } from '../spec/problem.js';
import type { CliContext } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { rulesText } from './lint/rules-text.js';
import { isError, loadSpecs } from './load-specs.js';
import { type ReportFlags, reportOption, reportProblems } from './report-problems.js';
import { type Exit, verb } from './verb.js';

interface Options extends ReportFlags {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly strict?: boolean;
  readonly rules?: boolean;
}

export function lintCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'lint', 'find what is sound in SLO files and yet unwise, and how to mend it', {
    examples: [
      ['firebreak lint slo-specs', 'every rule on files and folders'],
      ['firebreak lint slo-specs --ignore no-runbook,no-owner', 'all rules but these'],
      ['firebreak lint slo-specs --strict --output junit > lint.xml', 'for a CI server; warnings fail, too'],
      ['firebreak lint --rules', 'the rules, and why each of them is there'],
    ],
    exitCodes: [
      [EXIT.ok, 'no errors (with --strict: nothing at all)'],
      [EXIT.failed, 'errors were found (with --strict: or warnings)'],
      [EXIT.usage, 'wrong usage, or no such file or rule'],
    ],
  })
    .argument('[path...]', 'SLO files or folders')
    .addOption(new Option('--select <rules>', 'look for these only; ids with commas').argParser(listOf))
    .addOption(new Option('--ignore <rules>', 'do not look for these; ids with commas').argParser(listOf))
    .option('--strict', 'warnings fail, too')
    .option('--rules', 'list the rules instead')
    .addOption(reportOption())
    .action(async (paths: string[], options: Options) => exit(await run(context, paths, options)));
}

async function run(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  if (options.rules) {
    context.stdout.write(rulesText(context.stdout, options.output));
    return EXIT.ok;
  }
  if (paths.length === 0) throw new UsageError('name SLO files or folders, or ask for --rules');
  const choice = chooseRules(options.select, options.ignore ?? []);
  if (!choice.ok) throw new UsageError(choice.message);
  const loaded = await loadSpecs(context, paths);
  const problems = lint(loaded, choice.chosen);
  const fails = (problem: Problem) => options.strict === true || isError(problem);
  const told = { problems, files: loaded.files, sound: loaded.slos.length, words: ALL_RULES, fails };
  context.stdout.write(reportProblems(context, options.output, told));
  return problems.some(fails) ? EXIT.failed : EXIT.ok;
}

/** `a,b`; given again, they add up. */
function listOf(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), ...value.split(',').map((id) => id.trim())];
}
