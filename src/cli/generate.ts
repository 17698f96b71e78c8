import { type Command, Option } from 'commander';
import {
  type GeneratedFile,
  generateRules,
  isGenerated,
  RULE_FORMATS,
  type RuleFormat,
  TEST_FOLDER,
} from '../rules/generate-rules.js';
import { NAMING_TOOLS, type NamingTool } from '../rules/naming/namings.js';
import { isTestable } from '../rules/tests/rule-tests.js';
import type { CliContext } from './context.js';
import { CommandFailure, EXIT, UsageError } from './exit-codes.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { recordableSlos } from './recordable-slos.js';
import { plural } from './text/quantities.js';
import { unifiedDiff } from './text/unified-diff.js';
import { type Exit, verb } from './verb.js';

interface Options extends PrometheusFlags {
  readonly out: string;
  readonly check?: true;
  readonly tests?: true;
  readonly format: RuleFormat;
  readonly names?: NamingTool;
}

export function generateCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'generate',
    'write recording and alerting rules for Prometheus, one file per service',
    {
      examples: [
        ['firebreak generate slo-specs --out alert-rules', 'write what has changed'],
        [
          'firebreak generate slo-specs --out alert-rules --check',
          'for CI: are the rules those of the specs?',
        ],
        [
          'firebreak generate slo-specs --out alert-rules --tests',
          'and tests of them: promtool test rules alert-rules/tests/*.yaml',
        ],
        [
          'firebreak generate slo-specs --out alert-rules --names sloth',
          'and the series that dashboards of sloth read',
        ],
        [
          'firebreak generate slo-specs --out k8s --format prometheusrule',
          'resources for the Prometheus operator',
        ],
        [
          'firebreak generate slo-specs --out alert-rules --prometheus http://127.0.0.1:9090',
          'with SLOs that have group_by',
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'written, or up to date'],
        [EXIT.failed, 'a spec has errors (nothing is written), or --check found a difference'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('<path...>', 'SLO files or folders')
    .requiredOption('--out <folder>', 'where the rules live')
    .option('--check', 'write nothing; show what would change')
    .option(
      '--tests',
      'write unit tests for promtool too: outages and burns fire and end when theory says, the rest is silent',
    )
    .addOption(new Option('--format <format>', 'kind of file').choices(RULE_FORMATS).default('prometheus'))
    .addOption(
      new Option(
        '--names <tool>',
        'record the series that this tool’s dashboards read too, from the same counts',
      ).choices(NAMING_TOOLS),
    );
  return withPrometheus(command, 'find the label sets of SLOs with group_by').action(
    async (paths: string[], options: Options) => exit(await generate(context, paths, options)),
  );
}

async function generate(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const address = sourceAddress(options);
  const slos = await recordableSlos(context, paths, address);
  if (options.tests && options.format !== 'prometheus') {
    throw new UsageError('promtool tests rule files: --tests goes with --format prometheus');
  }
  const untestable = options.tests ? slos.filter((slo) => !isTestable(slo)) : [];
  for (const { id } of untestable) {
    context.stderr.write(
      `${context.stderr.paint('yellow', 'no tests:')} no series can be made up by which ${id} could be tested\n`,
    );
  }
  const folder = await readFolder(context, options);
  const { format, tests = false, names } = options;
  const wanted = generateRules(slos, { format, tests, ...(names === undefined ? {} : { names }) });
  return options.check ? check(context, folder, wanted) : write(context, folder, wanted, slos.length);
}

interface Folder {
  readonly path: string;
  /** Texts of the YAML files in it, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

async function readFolder({ files }: CliContext, options: Options): Promise<Folder> {
  const path = options.out.replace(/(?<=.)\/+$/, '');
  // Tests that were not asked for are nobody's business.
  const inTests = options.tests ? await files.listDir(`${path}/${TEST_FOLDER}`) : [];
  const tests = inTests.map((name) => `${TEST_FOLDER}/${name}`);
  const names = [...(await files.listDir(path)), ...tests].filter((name) => /\.ya?ml$/.test(name));
  const texts = new Map<string, string>();
  for (const name of names) texts.set(name, (await files.readFile(`${path}/${name}`)) ?? '');
  return { path, texts };
}

/** Generated once, but no longer by these specs: a service that is gone, or another format. */
function leftOver(folder: Folder, wanted: readonly GeneratedFile[]): string[] {
  const names = new Set(wanted.map((file) => file.path));
  return [...folder.texts]
    .filter(([name, text]) => !names.has(name) && isGenerated(text))
    .map(([name]) => name);
}

async function write(
  context: CliContext,
  folder: Folder,
  wanted: readonly GeneratedFile[],
  sloCount: number,
): Promise<number> {
  const foreign = wanted.filter(({ path }) => {
    const text = folder.texts.get(path);
    return text !== undefined && !isGenerated(text);
  });
  if (foreign.length > 0) {
    const names = foreign.map((file) => `${folder.path}/${file.path}`).join(', ');
    throw new CommandFailure(
      `${names}: not generated by firebreak, so it is not overwritten; move it, or choose another --out`,
    );
  }
  const changed = wanted.filter(({ path, text }) => folder.texts.get(path) !== text);
  for (const { path, text } of changed) await context.files.writeFile(`${folder.path}/${path}`, text);
  context.stdout.write(changed.map(({ path }) => `wrote ${folder.path}/${path}\n`).join(''));
  for (const name of leftOver(folder, wanted)) {
    const warning = context.stderr.paint('yellow', 'left over:');
    context.stderr.write(
      `${warning} ${folder.path}/${name} is no longer made from these specs; delete it if its service is gone\n`,
    );
  }
  const what = `${plural(sloCount, 'SLO')} in ${plural(wanted.length, 'file')}`;
  context.stdout.write(`${what}: ${changed.length} written, ${wanted.length - changed.length} unchanged\n`);
  return EXIT.ok;
}

function check(context: CliContext, folder: Folder, wanted: readonly GeneratedFile[]): number {
  const diffs = [
    ...wanted.map(({ path, text }) => unifiedDiff(`${folder.path}/${path}`, folder.texts.get(path), text)),
    ...leftOver(folder, wanted).map((name) =>
      unifiedDiff(`${folder.path}/${name}`, folder.texts.get(name), undefined),
    ),
  ].filter((diff) => diff !== '');
  if (diffs.length === 0) {
    context.stdout.write(`${folder.path} is up to date\n`);
    return EXIT.ok;
  }
  context.stdout.write(painted(context, diffs.join('')));
  throw new CommandFailure(
    `${folder.path} is stale: ${diffs.length === 1 ? '1 file differs' : `${diffs.length} files differ`}. Run the same command without --check, delete what it calls left over, and commit.`,
  );
}

function painted({ stdout }: CliContext, diff: string): string {
  return diff.replace(/^([-+@]).*$/gm, (line, sign: string) =>
    stdout.paint(sign === '-' ? 'red' : sign === '+' ? 'green' : 'cyan', line),
  );
}
