import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { JsonReader } from './daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { EXIT } from './exit-codes.js';
import { endCommand } from './holds/end.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { columns } from './text/columns.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & OutputOptions;

export function holdsCommand(context: CliContext, exit: Exit): Command {
  return verb(
    context,
    'holds',
    'alerts that others report, and what they hold open here until they end them',
    {
      examples: [
        ['firebreak holds', 'all of them'],
        [
          'firebreak holds end INC-7 --by maria --reason "prometheus-b is switched off"',
          'when whoever reported it has gone away',
        ],
      ],
      exitCodes: [
        [EXIT.ok, 'told'],
        [EXIT.failed, 'the daemon did not answer'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await holds(context, options)))
    .addCommand(endCommand(context, exit));
}

async function holds(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/holds'), url);
  const list = new JsonReader(body, 'answer').at('holds').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, list));
  return EXIT.ok;
}

function table({ stdout }: CliContext, list: readonly JsonReader[]): string {
  if (list.length === 0) return 'nothing is held open from outside\n';
  const head = ['HELD', 'INCIDENT', 'SEVERITY', 'REPORTED BY'];
  const rows = list.map((hold) => [
    hold.at('of').text(),
    hold.at('incidentId').optional((id) => id.text()) ?? '-',
    hold.at('severity').text(),
    hold.at('text').text(),
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
