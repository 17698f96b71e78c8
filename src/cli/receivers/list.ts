import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';

type Options = OutputOptions & { readonly config?: string };

export function listCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'list', 'the receivers of a configuration, and their kinds', {
    examples: [['firebreak receivers list --output json', 'for programs']],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the configuration is broken'],
    ],
  })
    .option('--config <file>', 'configuration file')
    .addOption(outputOption())
    .action(async ({ config, output }: Options) => {
      const { list } = await context.receivers(config);
      const table = list.map(({ name, kind }) => [name, kind]);
      const text = list.length === 0 ? 'no receivers\n' : columns([['RECEIVER', 'KIND'], ...table]);
      context.stdout.write(output === 'json' ? jsonText({ receivers: list }) : text);
      exit(EXIT.ok);
    });
}
