import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import type { JsonReader } from '../daemon/json.js';
import { type DaemonOptions, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';
import { askContacts } from './ask-contacts.js';

type Options = DaemonOptions & OutputOptions;

export function contactsCommand(context: CliContext, exit: Exit): Command {
  return verb(
    context,
    'contacts',
    'every contact of everybody: when it was tested, and who has shown that it arrives',
    {
      examples: [['firebreak oncall contacts', 'by the files and tests of a daemon']],
      exitCodes: [
        [EXIT.ok, 'told'],
        [EXIT.failed, 'the daemon did not answer'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await list(context, options)));
}

async function list(context: CliContext, options: Options): Promise<number> {
  const { body, contacts } = await askContacts(context, options);
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, contacts));
  return EXIT.ok;
}

function table({ stdout }: CliContext, contacts: readonly JsonReader[]): string {
  if (contacts.length === 0) return 'nobody has a contact\n';
  const rows = contacts.map((contact) => [
    contact.at('person').text(),
    contact.at('route').text(),
    contact.at('text').text(),
    contact.at('lastTest').optional(testText) ?? '-',
    contact
      .at('verified')
      .optional((verified) => `${minute(verified.at('at'))} by ${verified.at('by').text()}`) ?? '-',
  ]);
  const head = ['PERSON', 'ROUTE', 'STATE', 'LAST TEST', 'VERIFIED'];
  return columns([head, ...rows], (cell, row, column) => {
    if (row === 0) return stdout.paint('bold', cell);
    return column === 2 && cell !== 'verified' ? stdout.paint('yellow', cell) : cell;
  });
}

/** When, and how far it came. */
function testText(test: JsonReader): string {
  const [delivery, receipt, error] = (['delivery', 'receipt', 'error'] as const).map((field) =>
    test.at(field).optional((reader) => reader.text()),
  );
  const became =
    receipt !== undefined && delivery === 'delivered'
      ? `delivered, receipt ${receipt}`
      : [delivery ?? 'its message is no longer kept', ...(error === undefined ? [] : [error])].join(': ');
  return `${minute(test.at('at'))} by ${test.at('by').text()}: ${became}`;
}

function minute(instant: JsonReader): string {
  return `${instant.text().slice(0, 16).replace('T', ' ')} UTC`;
}
