import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { tokenPath } from './ask.js';

type Options = DaemonOptions & TokenOptions;

export function revokeCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'revoke', 'end a token at once, with every secret that it has', {
    examples: [['firebreak tokens revoke ci', 'its name can be given to another then']],
    exitCodes: [
      [EXIT.ok, 'it no longer holds'],
      [EXIT.failed, 'refused, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<token>', 'its name or id')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (which: string, options: Options) => exit(await revoke(context, which, options)));
}

async function revoke(context: CliContext, which: string, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const credentials = await readToken(context, options);
  bodyOf(await (await context.daemon(url)).postJson(tokenPath(which, 'revoke'), {}, credentials), url);
  context.stdout.write(`${which} no longer holds\n`);
  return EXIT.ok;
}
