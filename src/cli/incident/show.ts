import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { incidentArgument } from './arguments.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { EXIT } from '../exit-codes.js';
import { jsonText } from '../output-option.js';
import { type Exit, verb } from '../verb.js';

/** Where the API has each form of a report. */
const PATHS = { markdown: 'report.md', html: 'report.html', json: 'report' } as const;

type Options = DaemonOptions & { readonly output: keyof typeof PATHS };

/** The report of an incident, for somebody who was not there. */
export function showReport(context: CliContext, exit: Exit): Command {
  return verb(context, 'show', 'the whole incident, for somebody who was not there', {
    examples: [
      ['firebreak incident show INC-7', 'as Markdown: what happened, what it cost, who did what when'],
      ['firebreak incident show INC-7 --output html > INC-7.html', 'one page to read or print'],
    ],
    exitCodes: [
      [EXIT.ok, 'told'],
      [EXIT.failed, 'there is no such incident, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .addArgument(incidentArgument())
    .addOption(urlOption())
    .addOption(
      new Option('--output <format>', 'in which form').choices(Object.keys(PATHS)).default('markdown'),
    )
    .action(async (id: string, options: Options) => {
      const url = daemonUrl(context, options);
      const path = `/api/v1/incidents/${encodeURIComponent(id)}/${PATHS[options.output]}`;
      const body = bodyOf(await (await context.daemon(url)).getJson(path), url);
      context.stdout.write(typeof body === 'string' ? body : jsonText(body));
      return exit(EXIT.ok);
    });
}
