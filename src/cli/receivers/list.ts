import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';
import { receiverAnswer, whichReceivers, type WhichOptions, withWhich } from './which.js';

type Options = OutputOptions & WhichOptions;

export function listCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'list', 'the receivers that a daemon has, or those of a configuration', {
    examples: [
      ['firebreak receivers list', 'of the daemon, and what each is told'],
      ['firebreak receivers list --config firebreak.yaml --output json', 'of a file, for programs'],
    ],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer, or the configuration is broken'],
      [EXIT.usage, 'wrong usage'],
    ],
  });
  return withWhich(command)
    .addOption(outputOption())
    .action(async (options: Options) => {
      const { receivers, head } = await listed(context, options);
      const rows = receivers.map(({ name, about }) => [name, about]);
      const text =
        rows.length === 0 ? 'no receivers\n' : columns([['RECEIVER', head.toUpperCase()], ...rows]);
      context.stdout.write(
        options.output === 'json'
          ? jsonText({ receivers: receivers.map(({ name, value }) => ({ name, [head]: value })) })
          : text,
      );
      exit(EXIT.ok);
    });
}

interface Listed {
  /** What is known of each: a file knows kinds, a daemon says what it takes. */
  readonly head: 'kind' | 'takes';
  readonly receivers: readonly { readonly name: string; readonly about: string; readonly value: unknown }[];
}

async function listed(context: CliContext, options: Options): Promise<Listed> {
  const which = whichReceivers(context, options);
  if (which.kind === 'file') {
    const { list } = await context.receivers(which.config);
    return { head: 'kind', receivers: list.map(({ name, kind }) => ({ name, about: kind, value: kind })) };
  }
  const answer = await (await context.daemon(which.url)).getJson('/api/v1/receivers');
  const receivers = receiverAnswer(answer, which.url).at('receivers').list();
  return {
    head: 'takes',
    receivers: receivers.map((receiver) => {
      const takes = receiver
        .at('takes')
        .list()
        .map((each) => each.text());
      return { name: receiver.at('name').text(), about: takes.join(', '), value: takes };
    }),
  };
}
