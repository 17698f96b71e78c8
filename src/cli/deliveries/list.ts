import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';

type Options = DaemonOptions & OutputOptions & { readonly state?: string; readonly receiver?: string };

export function listCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'list', 'messages, the newest first, and how far each came', {
    examples: [
      ['firebreak deliveries list --state failed', 'what was given up'],
      ['firebreak deliveries list --receiver oncall --output json', 'with every attempt, for programs'],
    ],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addOption(
      new Option('--state <state>', 'only these').choices(['pending', 'delivered', 'failed', 'discarded']),
    )
    .option('--receiver <name>', 'only this receiver’s')
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await list(context, options)));
}

async function list(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const query = {
    ...(options.state === undefined ? {} : { state: options.state }),
    ...(options.receiver === undefined ? {} : { receiver: options.receiver }),
  };
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/deliveries', query), url);
  const deliveries = new JsonReader(body, 'answer').at('deliveries').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, deliveries));
  return EXIT.ok;
}

function table({ stdout }: CliContext, deliveries: readonly JsonReader[]): string {
  if (deliveries.length === 0) return 'no messages\n';
  const head = ['MESSAGE', 'STATE', 'KIND', 'SLO', 'RECEIVER', 'DECIDED', 'ATTEMPTS', 'RECEIPT OR REASON'];
  const rows = deliveries.map((delivery) => [
    delivery.at('ref').text(),
    delivery.at('state').text(),
    delivery.at('kind').text(),
    delivery.at('sloId').text(),
    delivery.at('receiver').text(),
    delivery.at('createdAt').text(),
    String(delivery.at('attempts').number()),
    outcomeText(delivery),
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}

/** What there is to say of it at the end: why people put it aside, else its receipt, else what went wrong last. */
function outcomeText(delivery: JsonReader): string {
  const change = delivery.at('changes').list().at(-1);
  if (change && delivery.at('state').text() === 'discarded') {
    return `${change.at('by').text()}: ${change.at('reason').text()}`;
  }
  const text = (field: string) => delivery.at(field).optional((value) => value.text());
  return text('receipt') ?? text('lastError') ?? '-';
}
