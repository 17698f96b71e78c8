import { type Command, Option } from 'commander';
import type { GateDecision } from '../core/slo/budget-policy.js';
import type { CliContext, Style } from './context.js';
import { askGate, type GateSource } from './daemon/ask-gate.js';
import { type GateView, settleUnknown } from './daemon/gate-view.js';
import { type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { EXIT, UsageError } from './exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { type PrometheusFlags, sourceAddress, withPrometheus } from './prometheus-option.js';
import { columns, indent } from './text/columns.js';
import { percent } from './text/quantities.js';
import { type Exit, verb } from './verb.js';

interface Options extends DaemonOptions, OutputOptions, PrometheusFlags {
  readonly env?: string;
  readonly onUnknown: GateDecision;
  readonly warnAsError?: true;
  readonly specs?: string[];
}

const STYLES: Readonly<Record<GateDecision, Style>> = {
  allow: 'green',
  warn: 'yellow',
  block: 'red',
  unknown: 'cyan',
};

export function gateCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'gate', 'may this service be deployed? by its error budget policy', {
    examples: [
      ['firebreak gate checkout-api --env production', 'ask the daemon; a pipeline obeys the exit code'],
      ['firebreak gate checkout-api --on-unknown block', 'no deploys in the dark'],
      [
        'firebreak gate checkout-api --prometheus http://prometheus:9090 --specs slo-specs',
        'judge from Prometheus, without a daemon',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'allow, or warn'],
      [EXIT.failed, 'block; with --warn-as-error warn too'],
      [EXIT.usage, 'wrong usage'],
      [EXIT.unknown, 'unknown: no answer from the daemon or Prometheus, no such service, too little data'],
    ],
  })
    .argument('<service>', 'the service to deploy')
    .option('--env <environment>', 'where to; some may be advisory in the configuration')
    .addOption(
      new Option('--on-unknown <decision>', 'what to answer when it cannot be told')
        .choices(['allow', 'warn', 'block', 'unknown'])
        .default('unknown'),
    )
    .option('--warn-as-error', 'exit 1 on warn')
    .addOption(urlOption().conflicts(['prometheus', 'specs']));
  return withPrometheus(command, 'judge from this Prometheus instead of asking a daemon')
    .option('--specs <path...>', 'SLO files or folders to judge by')
    .addOption(outputOption())
    .action(async (service: string, options: Options) => exit(await gate(context, service, options)));
}

async function gate(context: CliContext, service: string, options: Options): Promise<number> {
  const told = await askGate(context, { service, environment: options.env }, source(context, options));
  const answer = settleUnknown(told, options.onUnknown);
  context.stdout.write(options.output === 'json' ? jsonText(answer) : gateText(context, answer));
  return exitCode(answer.decision, options.warnAsError === true);
}

function source(context: CliContext, options: Options): GateSource {
  const { specs } = options;
  const address = sourceAddress(options);
  if (address && specs !== undefined) return { kind: 'prometheus', address, specs };
  if (address || specs !== undefined) {
    throw new UsageError(
      '--prometheus and --specs go together: where the events are, and what to hold them against',
    );
  }
  return { kind: 'daemon', url: daemonUrl(context, options) };
}

function exitCode(decision: GateDecision, warnAsError: boolean): number {
  if (decision === 'unknown') return EXIT.unknown;
  return decision === 'block' || (decision === 'warn' && warnAsError) ? EXIT.failed : EXIT.ok;
}

function gateText({ stdout }: CliContext, answer: GateView): string {
  const where = answer.environment === undefined ? '' : ` in ${answer.environment}`;
  const decision = stdout.paint(STYLES[answer.decision], answer.decision.toUpperCase());
  const rows = answer.slos.map((slo) => [
    slo.name,
    slo.decision,
    slo.budgetRemaining === undefined
      ? 'budget unknown'
      : `${percent(slo.budgetRemaining)} of the budget left`,
    slo.consequence,
  ]);
  const table = rows.length === 0 ? '' : indent(columns(rows));
  return `${decision} ${answer.service}${where}: ${answer.reason}\n${table}`;
}
