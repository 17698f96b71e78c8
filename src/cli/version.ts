import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

export function versionCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'version', 'print the version', {
    examples: [['firebreak version', 'for a bug report']],
    exitCodes: [[EXIT.ok, 'always']],
  }).action(() => {
    context.stdout.write(`firebreak ${context.version}\n`);
    exit(EXIT.ok);
  });
}
