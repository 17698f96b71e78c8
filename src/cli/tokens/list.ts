import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions & TokenOptions & OutputOptions;

export function listCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'list', 'which tokens there are, until when they hold, and when they were used last', {
    examples: [['firebreak tokens list --output json', 'for programs']],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'refused, or the daemon did not answer'],
    ],
  })
    .addOption(urlOption())
    .addOption(tokenOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await list(context, options)));
}

async function list(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const credentials = await readToken(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/tokens', {}, credentials), url);
  const tokens = new JsonReader(body, 'answer').at('tokens').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, tokens));
  return EXIT.ok;
}

function table({ stdout }: CliContext, tokens: readonly JsonReader[]): string {
  if (tokens.length === 0) return 'no tokens\n';
  const head = ['TOKEN', 'SCOPE', 'STATE', 'ID', 'MADE', 'BY', 'EXPIRES', 'LAST USED'];
  const rows = tokens.map((token) => [
    token.at('name').text(),
    token.at('scope').text(),
    token.at('state').text(),
    token.at('id').text(),
    token.at('createdAt').text(),
    token.at('createdBy').text(),
    token.at('expiresAt').optional((at) => at.text()) ?? 'never',
    token.at('lastUsedAt').optional((at) => at.text()) ?? 'never',
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
