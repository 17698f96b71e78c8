import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { addCommand } from './exclusions/add.js';
import { auditCommand } from './exclusions/audit.js';
import { importCommand } from './exclusions/import.js';
import { listCommand } from './exclusions/list.js';
import { withdrawCommand } from './exclusions/withdraw.js';
import { type Exit, verb } from './verb.js';

export function exclusionsCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'exclusions',
    'time that counts for no budget and no alert: maintenance and corrections, in a daemon',
    {
      examples: [
        ['firebreak exclusions list', 'what is in force, from files and from here'],
        [
          'firebreak exclusions add --service checkout-api --from 2026-12-01T22:00:00Z --to 2026-12-02T00:00:00Z --author maria --reason "PostgreSQL 18"',
          'planned maintenance; --kind correction for what is over',
        ],
        ['firebreak exclusions withdraw EXC-1 --by maria --reason "was cancelled"', 'its time counts again'],
        [
          'firebreak exclusions import maintenance.ics --label tier=1',
          'the events of a calendar; --print makes a file of them',
        ],
        ['firebreak exclusions audit', 'who changed what, when and why'],
      ],
      exitCodes: [
        [EXIT.ok, 'done'],
        [EXIT.failed, 'refused, or the daemon did not answer'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  ).usage('<command> [options]');
  for (const part of [listCommand, addCommand, importCommand, withdrawCommand, auditCommand])
    command.addCommand(part(context, exit));
  return command;
}
