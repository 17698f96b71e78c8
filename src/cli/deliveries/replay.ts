import type { Command } from 'commander';
import { askForChange, type ChangeOptions, withChangeOptions } from '../change-options.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

type Options = ChangeOptions & { readonly receiver?: string };

export function replayCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'replay', 'send messages that were given up again', {
    examples: [
      [
        'firebreak deliveries replay DLV-17 --by maria --reason "the key was wrong"',
        'one, and what followed it',
      ],
      ['firebreak deliveries replay --receiver oncall --by maria --reason "key mended"', 'all of a receiver'],
    ],
    exitCodes: [
      [EXIT.ok, 'they are due again'],
      [EXIT.failed, 'refused (no such message, overtaken, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('[message]', 'its name, as "firebreak deliveries list" gives it')
    .option('--receiver <name>', 'all that this receiver was given up on');
  return withChangeOptions(command).action(async (message: string | undefined, options: Options) =>
    exit(await replay(context, message, options)),
  );
}

async function replay(context: CliContext, message: string | undefined, options: Options): Promise<number> {
  const { receiver } = options;
  if ((message === undefined) === (receiver === undefined))
    throw new UsageError('name either a message (DLV-17) or --receiver');
  const path =
    message === undefined
      ? '/api/v1/deliveries/replay'
      : `/api/v1/deliveries/${encodeURIComponent(message)}/replay`;
  const answer = await askForChange(context, path, options, receiver === undefined ? {} : { receiver });
  const texts = (field: string) =>
    new JsonReader(answer, 'answer')
      .at(field)
      .list()
      .map((item) => item.text());
  const replayed = texts('replayed');
  const told = replayed.length === 0 ? 'nothing is sent again' : `sent again: ${replayed.join(', ')}`;
  context.stdout.write(`${[told, ...texts('refused')].join('\n')}\n`);
  return EXIT.ok;
}
