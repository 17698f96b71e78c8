import { type Command, CommanderError } from 'commander';
import { FirebreakError } from '../core/errors.js';
import { ackCommand } from './ack.js';
import { backtestCommand } from './backtest.js';
import type { CliContext } from './context.js';
import { demoCommand } from './demo.js';
import { CommandFailure, EXIT, UsageError } from './exit-codes.js';
import { explainCommand } from './explain.js';
import { gateCommand } from './gate.js';
import { generateCommand } from './generate.js';
import { incidentsCommand } from './incidents.js';
import { reloadCommand } from './reload.js';
import { schemaCommand } from './schema.js';
import { serveCommand } from './serve.js';
import { simulateCommand } from './simulate.js';
import { statusCommand } from './status.js';
import { validateCommand } from './validate.js';
import { type Exit, verb } from './verb.js';
import { versionCommand } from './version.js';

const VERBS = [
  validateCommand,
  explainCommand,
  generateCommand,
  backtestCommand,
  simulateCommand,
  schemaCommand,
  serveCommand,
  statusCommand,
  gateCommand,
  incidentsCommand,
  ackCommand,
  reloadCommand,
  demoCommand,
  versionCommand,
];

/** The whole command line; `exit` is told the code of the command that ran. */
function buildProgram(context: CliContext, exit: Exit): Command {
  const program = verb(context, 'firebreak', 'SLO burn-rate alerting and incident command for Prometheus', {
    examples: [
      ['firebreak validate slo-specs', 'check SLO files, and say how to mend them'],
      ['firebreak explain slo-specs', 'what they mean: queries, budgets, when alerts fire'],
      ['firebreak generate slo-specs --out alert-rules', 'write recording and alerting rules for Prometheus'],
      ['firebreak serve --config firebreak.yaml', 'run the daemon: evaluate, page, open incidents, gate'],
      ['firebreak gate checkout-api --env production', 'may this service be deployed?'],
    ],
    exitCodes: [
      [EXIT.ok, 'done'],
      [EXIT.failed, 'problems were found, or the command could not do its work'],
      [EXIT.usage, 'the command was not called as it should be'],
      [EXIT.unknown, 'only gate: it cannot be told'],
    ],
  }).usage('<command> [options]');
  for (const command of VERBS) program.addCommand(command(context, exit));
  return program;
}

/** Runs one command line (without the program's name) and resolves to its exit code; expected failures are told, not thrown. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  let code: number = EXIT.ok;
  const program = buildProgram(context, (told) => {
    code = told;
  });
  if (argv.length === 0) {
    program.outputHelp();
    return EXIT.ok;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const known =
      error instanceof UsageError || error instanceof CommandFailure || error instanceof FirebreakError;
    if (!known) throw error;
    context.stderr.write(`${context.stderr.paint('red', 'firebreak:')} ${error.message}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}
