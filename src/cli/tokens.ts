import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { createCommand } from './tokens/create.js';
import { listCommand } from './tokens/list.js';
import { revokeCommand } from './tokens/revoke.js';
import { rotateCommand } from './tokens/rotate.js';
import { type Exit, verb } from './verb.js';

export function tokensCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'tokens', 'who may do what in a daemon: tokens with a name and a scope', {
    examples: [
      [
        'firebreak tokens create ci --scope operate --expires-in 90d > ci-token',
        'the secret is written once, to standard output; the daemon keeps a digest only',
      ],
      ['firebreak tokens list', 'which there are, until when they hold, and when they were used'],
      [
        'firebreak tokens rotate ci --grace 24h > ci-token',
        'another secret; the old one holds for a day more',
      ],
      ['firebreak tokens revoke ci', 'ends it at once'],
    ],
    exitCodes: [
      [EXIT.ok, 'done'],
      [EXIT.failed, 'refused (this needs a token of scope admin), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).usage('<command> [options]');
  for (const part of [createCommand, listCommand, rotateCommand, revokeCommand])
    command.addCommand(part(context, exit));
  return command;
}
