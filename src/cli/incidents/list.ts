import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';

export type ListOptions = DaemonOptions & OutputOptions;

/** `firebreak incident list`: whoever works on one looks for it there too. */
export function listCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'list', 'list incidents, the newest first, as "firebreak incidents" does', {
    examples: [['firebreak incident list', 'what is open, and what was']],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: ListOptions) => exit(await listIncidents(context, options)));
}

/** Lists incidents, or says how one comes to be. */
export async function listIncidents(context: CliContext, options: ListOptions): Promise<number> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/incidents'), url);
  const list = new JsonReader(body, 'answer').at('incidents').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, list));
  return EXIT.ok;
}

/** What was merged is open only as far as the other one is. */
function statusText(incident: JsonReader): string {
  const into = incident.at('mergedInto').optional((id) => id.text());
  if (into !== undefined) return `merged into ${into}`;
  const phase = incident.at('phase').optional((value) => value.text());
  return phase === 'closed' ? phase : incident.at('status').text();
}

/** Who has answered; an answer from before it was opened again, or its alert came back, does not count. */
function answeredBy(incident: JsonReader): string | undefined {
  const at = incident.at('acknowledgedAt').optional((instant) => instant.text());
  const from = incident.at('answersFrom').optional((instant) => instant.text());
  if (at !== undefined && from !== undefined && Date.parse(at) < Date.parse(from)) return undefined;
  return incident.at('acknowledgedBy').optional((by) => by.text());
}

function table({ stdout }: CliContext, incidents: readonly JsonReader[]): string {
  if (incidents.length === 0)
    return 'no incidents: an alert that pages opens one, and so does\n  firebreak incident declare --service NAME --severity sev2 --title "what is wrong"\n';
  const head = ['INCIDENT', 'SEVERITY', 'STATUS', 'OPENED', 'ACKNOWLEDGED BY', 'TITLE'];
  const rows = incidents.map((incident) => [
    incident.at('id').text(),
    incident.at('severity').text().toUpperCase(),
    statusText(incident),
    incident.at('openedAt').text(),
    answeredBy(incident) ?? '-',
    incident.at('title').text(),
  ]);
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
