import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from './daemon/token.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & TokenOptions & { readonly to: string; readonly store?: string };

export function backupCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'backup', 'copy the SQLite store, also while the daemon runs', {
    examples: [
      ['firebreak backup --to firebreak-2026-11-28.db', 'from the daemon; its token needs the scope admin'],
      ['firebreak backup --to copy.db --store .firebreak/firebreak.db', 'when no daemon runs'],
    ],
    exitCodes: [
      [EXIT.ok, 'the copy is whole, and has been checked'],
      [EXIT.failed, 'refused, or the daemon did not answer; no file was left behind'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .requiredOption('--to <file>', 'where to; a file that is there is not overwritten')
    .option('--store <file>', 'copy this file instead of asking the daemon, which must not be running')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (options: Options) => exit(await backup(context, options)));
}

async function backup(context: CliContext, options: Options): Promise<number> {
  const { to, store } = options;
  const files = await context.storeFiles();
  const from =
    store === undefined
      ? { url: daemonUrl(context, options), token: await readToken(context, options) }
      : { path: store };
  await files.backUp(from, to);
  context.stdout.write(`backed up to ${to}\n`);
  return EXIT.ok;
}
