import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { columns } from '../text/columns.js';
import { type Exit, verb } from '../verb.js';
import { selectionText, timeText } from './text.js';

type Options = DaemonOptions & OutputOptions;

export function auditCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'audit', 'who added, changed and withdrew what, when and why, the newest first', {
    examples: [['firebreak exclusions audit', 'the last hundred changes, those by files too']],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'the daemon did not answer'],
    ],
  })
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (options: Options) => exit(await audit(context, options)));
}

async function audit(context: CliContext, options: Options): Promise<number> {
  const url = daemonUrl(context, options);
  const body = bodyOf(await (await context.daemon(url)).getJson('/api/v1/exclusions/audit'), url);
  const changes = new JsonReader(body, 'answer').at('changes').list();
  context.stdout.write(options.output === 'json' ? jsonText(body) : table(context, changes));
  return EXIT.ok;
}

function table({ stdout }: CliContext, changes: readonly JsonReader[]): string {
  if (changes.length === 0) return 'no changes\n';
  const head = ['AT', 'ACTION', 'EXCLUSION', 'WHO', 'WHY', 'SLOS', 'WHEN'];
  const rows = changes.map((change) => {
    const exclusion = change.at('exclusion');
    return [
      change.at('at').text(),
      change.at('action').text(),
      exclusion.at('id').text(),
      change.at('by').text(),
      change.at('reason').text(),
      selectionText(exclusion),
      timeText(exclusion),
    ];
  });
  return columns([head, ...rows], (cell, row) => (row === 0 ? stdout.paint('bold', cell) : cell));
}
