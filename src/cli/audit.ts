import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { JsonReader } from './daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from './daemon/token.js';
import { EXIT } from './exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { columns } from './text/columns.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & TokenOptions & OutputOptions & { readonly limit: string };

export function auditCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'audit', 'who changed what in a daemon, and what was refused, the newest first', {
    examples: [
      ['firebreak audit', 'the last hundred lines'],
      ['firebreak audit --limit 1000 --output json', 'for programs, with the names of the requests'],
    ],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'refused (this needs a token of scope admin), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .option('--limit <lines>', 'how many, 1 to 1000', '100')
    .addOption(urlOption())
    .addOption(tokenOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await audit(context, options)));
}

async function audit(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const credentials = await readToken(context, options);
  const daemon = await context.daemon(url);
  const body = bodyOf(await daemon.getJson('/api/v1/audit', { limit: options.limit }, credentials), url);
  const entries = new JsonReader(body, 'answer').at('entries').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, entries));
  return EXIT.ok;
}

function table({ stdout }: CliContext, entries: readonly JsonReader[]): string {
  if (entries.length === 0) return 'no changes\n';
  const head = ['AT', 'WHO', 'BY', 'FOR', 'DID', 'TO', 'OUTCOME', 'DETAIL'];
  const rows = entries.map((entry) => [
    entry.at('at').text(),
    entry.at('who').text(),
    entry.at('kind').text(),
    entry.at('onBehalfOf').optional((name) => name.text()) ?? '-',
    entry.at('action').text(),
    entry.at('target').text() || '-',
    entry.at('outcome').text(),
    entry.at('detail').optional((detail) => detail.text().split('\n', 1)[0]) ?? '-',
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
