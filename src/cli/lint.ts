import { type Command, Option } from 'commander';
import { chooseRules } from '../lint/choose-rules.js';
import { lint } from '../lint/lint.js';
import type { LiveSlo } from '../lint/live-facts.js';
import { ALL_RULES, RULES } from '../lint/rules.js';
import type { Problem } from '../spec/problem.js';
import type { CliContext, SourceAddress } from './context.js';
import { EXIT, UsageError } from './exit-codes.js';
import { expandTemplates, LIVE } from './expand-templates.js';
import { gatherFacts } from './lint/gather-facts.js';
import { withReplays } from './lint/replay-facts.js';
import { rulesText } from './lint/rules-text.js';
import { isError, type LoadedSpecs, loadSpecs, soundOf } from './load-specs.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { type ReportFlags, reportOption, reportProblems } from './report-problems.js';
import { type Exit, verb } from './verb.js';

interface Options extends ReportFlags, PrometheusFlags {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly strict?: boolean;
  readonly rules?: boolean;
}

export function lintCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'lint',
    'find what is sound in SLO files and yet unwise, and how to mend it',
    {
      examples: [
        ['firebreak lint slo-specs', 'every rule on files and folders'],
        ['firebreak lint slo-specs --ignore no-runbook,no-owner', 'all rules but these'],
        [
          'firebreak lint slo-specs --strict --output junit > lint.xml',
          'for a CI server; warnings fail, too',
        ],
        [
          'firebreak lint slo-specs --prometheus http://127.0.0.1:9090',
          'also what is wrong with them there, in the last 30 days',
        ],
        ['firebreak lint --rules', 'the rules, and why each of them is there'],
      ],
      exitCodes: [
        [EXIT.ok, 'no errors (with --strict: nothing at all)'],
        [EXIT.failed, 'errors were found (with --strict: or warnings)'],
        [EXIT.usage, 'wrong usage, or no such file or rule'],
      ],
    },
  )
    .argument('[path...]', 'SLO files or folders')
    .addOption(new Option('--select <rules>', 'look for these only; ids with commas').argParser(listOf))
    .addOption(new Option('--ignore <rules>', 'do not look for these; ids with commas').argParser(listOf))
    .option('--strict', 'warnings fail, too')
    .option('--rules', 'list the rules instead');
  return withPrometheus(command, 'hold files against what is there, and replay the last 30 days')
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
  const address = sourceAddress(options);
  const groups = address
    ? await expandTemplates(context, loaded.templates, address, LIVE)
    : { slos: [], problems: [] };
  const asked = [...loaded.slos, ...groups.slos];
  const live = address
    ? await askPrometheus(context, address, { ...loaded, slos: asked }, choice.chosen)
    : undefined;
  // What is unwise in a template is so in each of its SLOs, and said once.
  const slos = [...loaded.slos, ...loaded.templates.map(({ slo }) => slo)];
  const unwise = lint({ ...loaded, slos }, { chosen: choice.chosen, ...(live ? { live } : {}) });
  const problems = [...unwise, ...groups.problems];
  const fails = (problem: Problem) => options.strict === true || isError(problem);
  const told = { problems, files: loaded.files, sound: soundOf(loaded), words: ALL_RULES, fails };
  context.stdout.write(reportProblems(context, options.output, told));
  return problems.some(fails) ? EXIT.failed : EXIT.ok;
}

/** What the chosen rules need of a Prometheus. */
async function askPrometheus(
  context: CliContext,
  address: SourceAddress,
  { slos, exclusions }: Pick<LoadedSpecs, 'slos' | 'exclusions'>,
  chosen: ReadonlySet<string>,
): Promise<readonly LiveSlo[]> {
  const needs = new Set(RULES.filter(({ id }) => chosen.has(id)).flatMap((rule) => rule.live?.needs ?? []));
  const live = await gatherFacts(slos, await context.openSource(address), needs);
  return needs.has('replay') ? withReplays(context, address, live, exclusions) : live;
}

/** `a,b`; given again, they add up. */
function listOf(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), ...value.split(',').map((id) => id.trim())];
}
