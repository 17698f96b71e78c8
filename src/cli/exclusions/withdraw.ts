import type { Command } from 'commander';
import { askForChange, type ChangeOptions, withChangeOptions } from '../change-options.js';
import type { CliContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

export function withdrawCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'withdraw', 'let the time of an exclusion count again', {
    examples: [
      ['firebreak exclusions withdraw EXC-1 --by maria --reason "was cancelled"', 'as if it had never been'],
    ],
    exitCodes: [
      [EXIT.ok, 'withdrawn'],
      [EXIT.failed, 'refused (no such exclusion, one of a file, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).argument('<exclusion>', 'its id, as "firebreak exclusions list" gives it');
  return withChangeOptions(command).action(async (id: string, options: ChangeOptions) =>
    exit(await withdraw(context, id, options)),
  );
}

async function withdraw(context: CliContext, id: string, options: ChangeOptions): Promise<number> {
  await askForChange(context, `/api/v1/exclusions/${encodeURIComponent(id)}/withdraw`, options);
  context.stdout.write(`${id} is withdrawn; its time counts again with the next evaluation\n`);
  return EXIT.ok;
}
