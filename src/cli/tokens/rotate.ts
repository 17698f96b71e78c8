import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { type DaemonOptions, urlOption } from '../daemon/target.js';
import { type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { askForSecret, tokenPath } from './ask.js';

interface Options extends DaemonOptions, TokenOptions {
  readonly grace?: string;
}

export function rotateCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'rotate', 'give a token another secret', {
    examples: [
      ['firebreak tokens rotate ci > ci-token', 'the old secret holds for a day more'],
      ['firebreak tokens rotate ci --grace 0 > ci-token', 'the old secret is known to strangers'],
    ],
    exitCodes: [
      [EXIT.ok, 'done; the new secret is on standard output'],
      [EXIT.failed, 'refused, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<token>', 'its name or id')
    .option('--grace <duration>', 'how long the old secret still holds, or 0 (default 24h)')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (which: string, options: Options) => {
      const { grace } = options;
      await askForSecret(context, options, tokenPath(which, 'rotate'), grace === undefined ? {} : { grace });
      exit(EXIT.ok);
    });
}
