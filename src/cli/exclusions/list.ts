import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';
import { selectionText, timeText } from './text.js';

type Options = DaemonOptions & OutputOptions;

export function listCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'list', 'what is in force, from files and from here', {
    examples: [['firebreak exclusions list --output json', 'for programs']],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer'],
    ],
  })
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await list(context, options)));
}

async function list(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/exclusions'), url);
  const exclusions = new JsonReader(body, 'answer').at('exclusions').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, exclusions));
  return EXIT.ok;
}

function table({ stdout }: CliContext, exclusions: readonly JsonReader[]): string {
  if (exclusions.length === 0) return 'no exclusions\n';
  const head = ['EXCLUSION', 'KIND', 'BY', 'SLOS', 'WHEN', 'AUTHOR', 'REASON'];
  const rows = exclusions.map((exclusion) => [
    exclusion.at('id').text(),
    exclusion.at('kind').text(),
    exclusion.at('origin').text(),
    selectionText(exclusion),
    timeText(exclusion),
    exclusion.at('author').text(),
    exclusion.at('reason').text(),
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
