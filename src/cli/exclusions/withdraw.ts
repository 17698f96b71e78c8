import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions & TokenOptions & { readonly by?: string; readonly reason: string };

export function withdrawCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'withdraw', 'let the time of an exclusion count again', {
    examples: [
      ['firebreak exclusions withdraw EXC-1 --by maria --reason "was cancelled"', 'as if it had never been'],
    ],
    exitCodes: [
      [EXIT.ok, 'withdrawn'],
      [EXIT.failed, 'refused (no such exclusion, one of a file, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<exclusion>', 'its id, as "firebreak exclusions list" gives it')
    .option('--by <name>', 'who says so; without it, the one whose token it is')
    .requiredOption('--reason <text>', 'why')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (id: string, options: Options) => exit(await withdraw(context, id, options)));
}

async function withdraw(context: CliContext, id: string, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const { by, reason } = options;
  const asked = { ...(by === undefined ? {} : { by }), reason };
  const path = `/api/v1/exclusions/${encodeURIComponent(id)}/withdraw`;
  bodyOf(await (await context.daemon(url)).postJson(path, asked, token), url);
  context.stdout.write(`${id} is withdrawn; its time counts again with the next evaluation\n`);
  return EXIT.ok;
}
