import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { discardCommand } from './deliveries/discard.js';
import { listCommand } from './deliveries/list.js';
import { replayCommand } from './deliveries/replay.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

export function deliveriesCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'deliveries', 'messages to receivers, and those that were given up', {
    examples: [
      ['firebreak deliveries list --state failed', 'what reached nobody, and why'],
      [
        'firebreak deliveries replay DLV-17 --by maria --reason "the key was wrong"',
        'sends it again, unless something newer of its alert was told since',
      ],
      ['firebreak deliveries replay --receiver oncall --by maria --reason "key mended"', 'all of a receiver'],
      ['firebreak deliveries discard DLV-17 --by maria --reason "told by phone"', 'nobody need see it'],
    ],
    exitCodes: [
      [EXIT.ok, 'done'],
      [EXIT.failed, 'refused, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).usage('<command> [options]');
  for (const part of [listCommand, replayCommand, discardCommand]) command.addCommand(part(context, exit));
  return command;
}
