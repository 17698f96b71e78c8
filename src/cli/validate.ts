import { type Command, Option } from 'commander';
import { reportGithub, reportJson, reportSarif } from '../spec/report/machine.js';
import { reportText } from '../spec/report/text.js';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { hasErrors, type LoadedSpecs, loadSpecs } from './load-specs.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { plural } from './text/quantities.js';
import { judgeLive } from './validate/judge-live.js';
import { type Exit, verb } from './verb.js';

const FORMATS = ['text', 'json', 'github', 'sarif'] as const;

interface Options extends PrometheusFlags {
  readonly output: (typeof FORMATS)[number];
}

export function validateCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'validate',
    'check SLO files: every problem of every file, and how to mend it',
    {
      examples: [
        ['firebreak validate slo-specs', 'files and folders'],
        ['firebreak validate slo-specs --output github', 'annotations on a pull request'],
        ['firebreak validate slo-specs --output sarif > firebreak.sarif', 'for code scanning'],
        [
          'firebreak validate slo-specs --prometheus http://127.0.0.1:9090',
          'also whether Prometheus has the series, and a bucket at each threshold',
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'no errors (there may be warnings)'],
        [EXIT.failed, 'errors were found'],
        [EXIT.usage, 'wrong usage, or no such file'],
      ],
    },
  ).argument('<path...>', 'SLO files or folders');
  return withPrometheus(command, 'hold series and thresholds against what is there')
    .addOption(new Option('--output <format>', 'how problems are written').choices(FORMATS).default('text'))
    .action(async (paths: string[], options: Options) => exit(await validate(context, paths, options)));
}

async function validate(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const address = sourceAddress(options);
  const loaded = await loadSpecs(context, paths);
  const live = address ? await judgeLive(loaded.slos, await context.openSource(address)) : [];
  const checked: LoadedSpecs = { ...loaded, problems: [...loaded.problems, ...live] };
  context.stdout.write(report(context, checked, options.output));
  return hasErrors(checked.problems) ? EXIT.failed : EXIT.ok;
}

function report(context: CliContext, loaded: LoadedSpecs, format: Options['output']): string {
  const { problems, files } = loaded;
  switch (format) {
    case 'json':
      return reportJson(problems);
    case 'github':
      return reportGithub(problems);
    case 'sarif':
      return reportSarif(problems, context.version);
    case 'text':
      return `${reportText(problems, files, context.stdout.paint)}${summary(context, loaded)}\n`;
  }
}

function summary({ stdout }: CliContext, { files, slos, problems }: LoadedSpecs): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const read = `${plural(files.length, 'file')}, ${plural(slos.length, 'sound SLO')}`;
  const found = `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  const gap = problems.length > 0 ? '\n' : '';
  return `${gap}${read}: ${stdout.paint(errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green', found)}`;
}
