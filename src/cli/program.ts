import { type Command, CommanderError } from 'commander';
import { FirebreakError } from '../core/errors.js';
import type { CliContext } from './context.js';
import { CommandFailure, EXIT, UsageError } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

type Verb = (context: CliContext, exit: Exit) => Command;

/** Each verb with what it needs of the project, loaded only for itself: starting takes longer than most verbs do. */
const VERBS = new Map<string, () => Promise<Verb>>([
  ['validate', async () => (await import('./validate.js')).validateCommand],
  ['lint', async () => (await import('./lint.js')).lintCommand],
  ['explain', async () => (await import('./explain.js')).explainCommand],
  ['convert', async () => (await import('./convert.js')).convertCommand],
  ['generate', async () => (await import('./generate.js')).generateCommand],
  ['sync', async () => (await import('./sync.js')).syncCommand],
  ['backtest', async () => (await import('./backtest.js')).backtestCommand],
  ['simulate', async () => (await import('./simulate.js')).simulateCommand],
  ['schema', async () => (await import('./schema.js')).schemaCommand],
  ['serve', async () => (await import('./serve.js')).serveCommand],
  ['status', async () => (await import('./status.js')).statusCommand],
  ['gate', async () => (await import('./gate.js')).gateCommand],
  ['incidents', async () => (await import('./incidents.js')).incidentsCommand],
  ['incident', async () => (await import('./incident.js')).incidentCommand],
  ['oncall', async () => (await import('./oncall.js')).oncallCommand],
  ['override', async () => (await import('./override.js')).overrideCommand],
  ['holds', async () => (await import('./holds.js')).holdsCommand],
  ['ack', async () => (await import('./ack.js')).ackCommand],
  ['deliveries', async () => (await import('./deliveries.js')).deliveriesCommand],
  ['exclusions', async () => (await import('./exclusions.js')).exclusionsCommand],
  ['tokens', async () => (await import('./tokens.js')).tokensCommand],
  ['audit', async () => (await import('./audit.js')).auditCommand],
  ['receivers', async () => (await import('./receivers.js')).receiversCommand],
  ['reload', async () => (await import('./reload.js')).reloadCommand],
  ['backup', async () => (await import('./backup.js')).backupCommand],
  ['restore', async () => (await import('./restore.js')).restoreCommand],
  ['demo', async () => (await import('./demo.js')).demoCommand],
  ['version', async () => (await import('./version.js')).versionCommand],
]);

/** The command line with these verbs; `exit` is told the code of the command that ran. */
function buildProgram(context: CliContext, exit: Exit, verbs: readonly Verb[]): Command {
  const program = verb(context, 'firebreak', 'SLO burn-rate alerting and incident command for Prometheus', {
    examples: [
      ['firebreak validate slo-specs', 'check SLO files, and say how to mend them'],
      ['firebreak lint slo-specs', 'find what is sound and yet unwise'],
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
  })
    .usage('<command> [options]')
    .version(`firebreak ${context.version}`, '-V, --version', 'print the version')
    // Options belong to the command that they stand after.
    .enablePositionalOptions();
  for (const command of verbs) program.addCommand(command(context, exit));
  return program;
}

/** Runs one command line (without the program's name) and resolves to its exit code; expected failures are told, not thrown. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  let code: number = EXIT.ok;
  const exit = (told: number) => {
    code = told;
  };
  const program = buildProgram(context, exit, await verbsFor(argv[0]));
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
    if (!known && !isOfTheSystem(error)) throw error;
    context.stderr.write(`${context.stderr.paint('red', 'firebreak:')} ${error.message}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

/** A disk that is full, a folder where a file should be: Node names the call and the path. */
function isOfTheSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** The verb that is named, or all of them for help and for suggestions. */
async function verbsFor(name: string | undefined): Promise<Verb[]> {
  const named = VERBS.get(name ?? '');
  return named ? [await named()] : Promise.all([...VERBS.values()].map((load) => load()));
}
