import { type Command, Option } from 'commander';
import { type ClockReport, clockReport } from '../../core/oncall/lint/clock-report.js';
import type { OnCallFinding } from '../../core/oncall/lint/finding.js';
import { lintPlan } from '../../core/oncall/lint/lint-plan.js';
import { reportText, type Tellable } from '../../spec/report/text.js';
import type { CliContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { instantsText, type OutputOptions, outputOption } from '../output-option.js';
import { loadSpecs } from '../load-specs.js';
import { plural } from '../text/quantities.js';
import { type Exit, verb } from '../verb.js';
import { clocksText } from './clocks-text.js';
import { readInstant } from './instant-option.js';
import { type LoadedPlan, loadPlan } from './load-plan.js';
import { unownedSlos } from './unowned-slos.js';

interface Options extends OutputOptions {
  readonly at?: number;
  readonly slos?: readonly string[];
}

export function lintOnCallCommand(context: CliContext, exit: Exit): Command {
  return verb(
    context,
    'lint',
    'what is sound in on-call files and yet unwise, now and over the next 13 weeks',
    {
      examples: [
        ['firebreak oncall lint on-call', 'every finding at its place, and when clocks are set next'],
        ['firebreak oncall lint on-call --slos slo-specs', 'also whose services no team owns'],
        ['firebreak oncall lint on-call --at 2026-12-24T12:00:00Z', 'the 13 weeks after another time'],
      ],
      exitCodes: [
        [EXIT.ok, 'no errors'],
        [EXIT.failed, 'errors were found'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('<files...>', 'on-call files, or folders of them')
    .addOption(
      new Option('--at <instant>', 'instead of now: such as 2026-12-24T12:00:00Z').argParser(readInstant),
    )
    .option('--slos <path...>', 'SLO files or folders, whose services a team should own')
    .addOption(outputOption())
    .action(async (files: string[], options: Options) => exit(await lintFiles(context, files, options)));
}

async function lintFiles(
  context: CliContext,
  paths: readonly string[],
  { at = context.now(), output, slos }: Options,
): Promise<number> {
  const plan = await loadPlan(context, paths);
  const specs = slos && (await loadSpecs(context, slos));
  const loaded = { ...plan, files: [...plan.files, ...(specs?.files ?? [])] };
  const findings = inOrder(loaded, [
    ...loaded.problems,
    ...lintPlan(loaded.plan, at).map((finding) => placed(loaded, finding)),
    ...(specs ? [...specs.problems, ...unownedSlos(loaded, specs)] : []),
  ]);
  const clocks = clockReport(loaded.plan, at);
  context.stdout.write(
    output === 'json'
      ? instantsText({ at, findings, clocks })
      : textOf(context, loaded, at, findings, clocks),
  );
  return findings.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.ok;
}

const UNKNOWN_HERE = 'whether contacts were tested only a daemon knows: firebreak oncall contacts';

/** What stands nowhere is told at the beginning of the files. */
function placed({ place, files }: LoadedPlan, { subject, ...said }: OnCallFinding): Tellable {
  const found = place(subject, { ...said, severity: 'warning' });
  const nowhere = { file: files[0]?.path ?? '', line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { ...(found ?? nowhere), ...said };
}

function inOrder({ files }: LoadedPlan, findings: readonly Tellable[]): Tellable[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: Tellable) => order.get(file) ?? files.length;
  return [...findings].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}

function textOf(
  { stdout }: CliContext,
  { files, plan }: LoadedPlan,
  at: number,
  findings: readonly Tellable[],
  clocks: readonly ClockReport[],
): string {
  const [errors, warnings, hints] = (['error', 'warning', 'hint'] as const).map(
    (severity) => findings.filter((finding) => finding.severity === severity).length,
  );
  const read = `${plural(files.length, 'file')}, ${plural(plan.schedules.size, 'schedule')}, 13 weeks from ${new Date(at).toISOString()}`;
  const found = [
    plural(errors ?? 0, 'error'),
    plural(warnings ?? 0, 'warning'),
    plural(hints ?? 0, 'hint'),
  ].join(', ');
  const style = errors ? 'red' : warnings ? 'yellow' : 'green';
  return [
    ...(findings.length > 0 ? [reportText(findings, files, stdout.paint)] : []),
    ...(clocks.length > 0 ? [clocksText(clocks, stdout.paint)] : []),
    `${read}: ${stdout.paint(style, found)}\n${UNKNOWN_HERE}\n`,
  ].join('\n');
}
