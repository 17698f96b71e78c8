import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions &
  TokenOptions & { readonly by: string; readonly reason: string; readonly receiver?: string };

export function replayCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'replay', 'send messages that were given up again', {
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
    .option('--receiver <name>', 'all that this receiver was given up on')
    .requiredOption('--by <name>', 'who says so')
    .requiredOption('--reason <text>', 'why')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (message: string | undefined, options: Options) =>
      exit(await replay(context, message, options)),
    );
}

async function replay(context: CliContext, message: string | undefined, options: Options): Promise<number> {
  const { by, reason, receiver } = options;
  if ((message === undefined) === (receiver === undefined))
    throw new UsageError('name either a message (DLV-17) or --receiver');
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const path =
    message === undefined
      ? '/api/v1/deliveries/replay'
      : `/api/v1/deliveries/${encodeURIComponent(message)}/replay`;
  const body = { by, reason, ...(receiver === undefined ? {} : { receiver }) };
  const answer = bodyOf(await (await context.daemon(url)).postJson(path, body, token), url);
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
