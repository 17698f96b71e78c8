import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

interface Options {
  readonly store: string;
  readonly force?: boolean;
}

export function restoreCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'restore', 'put a backup where the SQLite store belongs', {
    examples: [
      [
        'firebreak restore firebreak-2026-11-28.db --store .firebreak/firebreak.db',
        'with the daemon stopped',
      ],
      ['firebreak restore copy.db --store firebreak.db --force', 'what is there is kept beside it'],
    ],
    exitCodes: [
      [EXIT.ok, 'restored'],
      [
        EXIT.failed,
        'refused, and nothing was changed: damaged, of a newer version, in use, or something is there',
      ],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<backup>', 'a file that firebreak backup has written')
    .requiredOption('--store <file>', 'where it belongs: store.path of the configuration')
    .option('--force', 'take the place of what is there')
    .action(async (from: string, { store, force }: Options) => {
      const aside = await (await context.storeFiles()).restore(from, store, force ?? false);
      context.stdout.write(`restored ${store}${aside === undefined ? '' : `; what was there is ${aside}`}\n`);
      exit(EXIT.ok);
    });
}
