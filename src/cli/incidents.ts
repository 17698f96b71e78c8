import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { urlOption } from './daemon/target.js';
import { EXIT } from './exit-codes.js';
import { listIncidents, type ListOptions } from './incidents/list.js';
import { qualityCommand } from './incidents/quality.js';
import { showCommand } from './incidents/show.js';
import { outputOption } from './output-option.js';
import { type Exit, verb } from './verb.js';

export function incidentsCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'incidents', 'list incidents, the newest first', {
    examples: [
      ['firebreak incidents', 'what is open, and what was'],
      ['firebreak incidents show INC-7', 'one: what happened, and the proof of whom it was told to'],
      ['firebreak incidents --output json', 'for programs'],
    ],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: ListOptions) => exit(await listIncidents(context, options)))
    .addCommand(showCommand(context, exit))
    .addCommand(qualityCommand(context, exit));
}
