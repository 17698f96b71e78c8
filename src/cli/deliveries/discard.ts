import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions & TokenOptions & { readonly by: string; readonly reason: string };

export function discardCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'discard', 'put a message that was given up aside', {
    examples: [
      ['firebreak deliveries discard DLV-17 --by maria --reason "told by phone"', 'who and why are kept'],
    ],
    exitCodes: [
      [EXIT.ok, 'put aside'],
      [EXIT.failed, 'refused (no such message, not given up, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<message>', 'its name, as "firebreak deliveries list" gives it')
    .requiredOption('--by <name>', 'who says so')
    .requiredOption('--reason <text>', 'why')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (message: string, options: Options) => exit(await discard(context, message, options)));
}

async function discard(context: CliContext, message: string, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const { by, reason } = options;
  const path = `/api/v1/deliveries/${encodeURIComponent(message)}/discard`;
  bodyOf(await (await context.daemon(url)).postJson(path, { by, reason }, token), url);
  context.stdout.write(`${message} is put aside\n`);
  return EXIT.ok;
}
