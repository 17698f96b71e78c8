import { type Command, Option } from 'commander';
import type { Problem } from '../spec/problem.js';
import type { CliContext, SourceAddress } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { expandTemplates, LIVE } from './expand-templates.js';
import { hasErrors, isError, type LoadedSpecs, loadSpecs, soundOf } from './load-specs.js';
import { loadPlan } from './oncall/load-plan.js';
import { unownedSlos } from './oncall/unowned-slos.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { type ReportFlags, reportOption, reportProblems } from './report-problems.js';
import { judgeLive } from './validate/judge-live.js';
import { type Exit, verb } from './verb.js';

type Options = PrometheusFlags &
  ReportFlags & { readonly onCall?: readonly string[]; readonly config?: string };

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
        [
          'firebreak validate --config firebreak.yaml',
          'all that a daemon would start with: SLOs, on-call files, the incident policy, status pages',
        ],
        [
          'firebreak validate slo-specs --on-call on-call',
          'also the on-call files, and whether a team owns each service',
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'no errors (there may be warnings)'],
        [EXIT.failed, 'errors were found'],
        [EXIT.usage, 'wrong usage, or no such file'],
      ],
    },
  ).argument('[path...]', 'SLO files or folders');
  return withPrometheus(command, 'hold series and thresholds against what is there')
    .option(
      '--on-call <path...>',
      'on-call files or folders to check as well; a team should own each service',
    )
    .addOption(
      new Option(
        '--config <file>',
        'firebreak.yaml, and all files that it names, instead of paths',
      ).conflicts(['prometheus', 'onCall']),
    )
    .addOption(reportOption())
    .action(async (paths: string[], options: Options) => exit(await validate(context, paths, options)));
}

/** As a daemon would read it all; secrets may be on its host alone. */
async function validateConfig(context: CliContext, config: string, { output }: ReportFlags): Promise<number> {
  const { slos, templates, problems, files } = await context.checkConfig(config);
  const sound = { slos: slos.length, templates: templates.length };
  context.stdout.write(
    reportProblems(context, output, { problems, files, sound, words: [], fails: isError }),
  );
  return hasErrors(problems) ? EXIT.failed : EXIT.ok;
}

async function validate(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const { config } = options;
  if (config !== undefined && paths.length > 0) throw new UsageError('give either paths or --config');
  if (config !== undefined) return validateConfig(context, config, options);
  if (paths.length === 0) throw new UsageError('name SLO files or folders, or --config firebreak.yaml');
  const address = sourceAddress(options);
  const loaded = await loadSpecs(context, paths);
  const live = address ? await judgeAll(context, loaded, address) : [];
  const { onCall } = options;
  const plan = onCall && (await loadPlan(context, onCall));
  const problems = [
    ...loaded.problems,
    ...live,
    ...(plan ? [...plan.problems, ...unownedSlos(plan, loaded)] : []),
  ];
  const files = [...loaded.files, ...(plan?.files ?? [])];
  const told = { problems, files, sound: soundOf(loaded), words: [], fails: isError };
  context.stdout.write(reportProblems(context, options.output, told));
  return hasErrors(problems) ? EXIT.failed : EXIT.ok;
}

/** Templates are judged by the SLOs that they stand for now. */
async function judgeAll(
  context: CliContext,
  { files, slos, templates }: LoadedSpecs,
  address: SourceAddress,
): Promise<Problem[]> {
  const expanded = await expandTemplates(context, templates, address, LIVE);
  const source = await context.openSource(address);
  return [...expanded.problems, ...(await judgeLive(files, [...slos, ...expanded.slos], source))];
}
