import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { JsonReader } from './daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from './daemon/target.js';
import { EXIT } from './exit-codes.js';
import { qualityCommand } from './incidents/quality.js';
import { showCommand } from './incidents/show.js';
import { jsonText, type OutputOptions, outputOption } from './output-option.js';
import { columns } from './text/columns.js';
import { type Exit, verb } from './verb.js';

type Options = DaemonOptions & OutputOptions;

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
    .action(async (options: Options) => exit(await incidents(context, options)))
    .addCommand(showCommand(context, exit))
    .addCommand(qualityCommand(context, exit));
}

async function incidents(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/incidents'), url);
  const list = new JsonReader(body, 'answer').at('incidents').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, list));
  return EXIT.ok;
}

function table({ stdout }: CliContext, incidents: readonly JsonReader[]): string {
  if (incidents.length === 0) return 'no incidents\n';
  const head = ['INCIDENT', 'SEVERITY', 'STATUS', 'OPENED', 'ACKNOWLEDGED BY', 'TITLE'];
  const rows = incidents.map((incident) => [
    incident.at('id').text(),
    incident.at('severity').text(),
    incident.at('status').text(),
    incident.at('openedAt').text(),
    incident.at('acknowledgedBy').optional((by) => by.text()) ?? '-',
    incident.at('title').text(),
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
