import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from './daemon/token.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & TokenOptions;

export function reloadCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'reload', 'have the daemon read its configuration and specs again', {
    examples: [['firebreak reload', 'a broken file is refused whole, and what was loaded stays']],
    exitCodes: [
      [EXIT.ok, 'reloaded'],
      [EXIT.failed, 'refused, and everything stays as it was; or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (options: Options) => exit(await reload(context, options)));
}

async function reload(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  bodyOf(await (await context.daemon(url)).postJson('/-/reload', {}, token), url);
  context.stdout.write('reloaded\n');
  return EXIT.ok;
}
