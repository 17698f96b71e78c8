import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { listCommand } from './receivers/list.js';
import { testCommand } from './receivers/test.js';
import { type Exit, verb } from './verb.js';

export function receiversCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'receivers', 'who can be told, and whether messages arrive there', {
    examples: [
      ['firebreak receivers list', 'which the daemon has'],
      ['firebreak receivers test oncall', 'send a test page, marked as one, and take it back'],
      ['firebreak receivers list --config firebreak.yaml', 'of a configuration file, without a daemon'],
    ],
    exitCodes: [
      [EXIT.ok, 'told; with test: both messages were delivered'],
      [EXIT.failed, 'a message was not delivered, the daemon did not answer, or the configuration is broken'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).usage('<command> [options]');
  for (const part of [listCommand, testCommand]) command.addCommand(part(context, exit));
  return command;
}
