import type { Command } from 'commander';
import { askForChange, type ChangeOptions, withChangeOptions } from '../change-options.js';
import type { CliContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

export function discardCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'discard', 'put a message that was given up aside', {
    examples: [
      ['firebreak deliveries discard DLV-17 --by maria --reason "told by phone"', 'who and why are kept'],
    ],
    exitCodes: [
      [EXIT.ok, 'put aside'],
      [EXIT.failed, 'refused (no such message, not given up, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).argument('<message>', 'its name, as "firebreak deliveries list" gives it');
  return withChangeOptions(command).action(async (message: string, options: ChangeOptions) =>
    exit(await discard(context, message, options)),
  );
}

async function discard(context: CliContext, message: string, options: ChangeOptions): Promise<number> {
  await askForChange(context, `/api/v1/deliveries/${encodeURIComponent(message)}/discard`, options);
  context.stdout.write(`${message} is put aside\n`);
  return EXIT.ok;
}
