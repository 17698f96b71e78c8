import { type Command, Option } from 'commander';
import type { CliContext, ServeFlags } from './context.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

export function serveCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'serve', 'run the daemon: evaluate SLOs, page, open incidents, answer the gate', {
    examples: [
      ['firebreak serve --config firebreak.yaml', 'as a service'],
      [
        'firebreak serve --prometheus http://127.0.0.1:9090 --specs slo-specs',
        'without a configuration file',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'it was told to stop (SIGTERM, SIGINT) and drained'],
      [EXIT.failed, 'the configuration or the specs are broken, or the port is taken'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .option('--config <file>', 'configuration file')
    .option('--prometheus <url>', 'where the events are; wins over file and environment')
    .option('--listen <host:port>', 'where to serve HTTP; wins over file and environment')
    .option('--specs <path...>', 'SLO files or folders; wins over file and environment')
    .addOption(
      new Option('--log-level <level>', 'how much to log').choices(['debug', 'info', 'warn', 'error']),
    )
    .action(async (flags: ServeFlags) => exit(await context.serve(flags)));
}
