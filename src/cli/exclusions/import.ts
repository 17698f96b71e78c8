import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { bodyOf, type DaemonOptions, daemonUrl, urlOption } from '../daemon/target.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { CommandFailure, EXIT, UsageError } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { importSummary } from './import-summary.js';
import { type SelectionOptions, selectionOf, withSelection } from './selection-options.js';
import { parseInstant } from '../../spec/incidents/instant.js';
import { isTimeZone } from '../../core/time/zone-clock.js';

interface Options extends DaemonOptions, TokenOptions, SelectionOptions {
  readonly author?: string;
  readonly until?: string;
  readonly timeZone?: string;
  readonly print?: true;
}

export function importCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'import', 'take the events of a calendar (iCalendar, .ics) as maintenance', {
    examples: [
      [
        'firebreak exclusions import maintenance.ics --label tier=1 --until 2027-12-31T00:00:00Z',
        'into the daemon; again after the calendar has changed: what is as it was stays',
      ],
      [
        'firebreak exclusions import maintenance.ics --service checkout-api --print > slo-specs/maintenance.yaml',
        'as a file, to be kept with the SLOs',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'taken, or printed'],
      [
        EXIT.failed,
        'some event cannot be read (then nothing is taken), refused, or the daemon did not answer',
      ],
      [EXIT.usage, 'wrong usage, or no such file'],
    ],
  });
  return withSelection(command.argument('<calendar>', 'an .ics file'))
    .option('--author <name>', 'who says so; default: the organizer of each event')
    .option(
      '--until <instant>',
      'where series are cut: 2027-12-31T00:00:00Z; needed for those without an end',
    )
    .option('--time-zone <zone>', 'of events that name none, such as Europe/Berlin')
    .option('--print', 'print a file for the SLOs instead')
    .addOption(urlOption())
    .addOption(tokenOption())
    .action(async (path: string, options: Options) => exit(await importCalendar(context, path, options)));
}

async function importCalendar(context: CliContext, path: string, options: Options): Promise<number> {
  const items = await readItems(context, path, options);
  if (options.print) {
    const { maintenanceText } = await import('../../spec/exclusions/calendar/maintenance-text.js');
    context.stdout.write(maintenanceText(items));
    return EXIT.ok;
  }
  return send(context, path, items, options);
}

async function readItems(context: CliContext, path: string, options: Options) {
  const selection = selectionOf(options);
  const text = await context.files.readFile(path);
  if (text === undefined) throw new UsageError(`there is no file ${path}`);
  const { readCalendar } = await import('../../spec/exclusions/calendar/read-calendar.js');
  const { events, wrong } = readCalendar(text, calendarOptions(options));
  if (wrong.length > 0) throw new CommandFailure(`${path}: ${wrong.join('\n')}`);
  if (events.length === 0) throw new CommandFailure(`${path} has no event`);
  return events.map(({ id, summary, organizer, times }) => {
    const author = options.author ?? organizer;
    if (author === undefined) throw new UsageError(`"${summary ?? id}" has no organizer; say --author`);
    return { id, author, reason: summary ?? `an event of ${path}`, ...selection, times: times.map(timeText) };
  });
}

function calendarOptions({ until, timeZone }: Options) {
  const at = until === undefined ? undefined : parseInstant(until);
  if (until !== undefined && at === undefined)
    throw new UsageError(`"${until}" is no instant; write 2027-12-31T00:00:00Z`);
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new UsageError(`there is no time zone "${timeZone}"; write such as Europe/Berlin`);
  return { until: at, timeZone };
}

function timeText({ from, to }: { readonly from: number; readonly to: number }) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Each takes the place of the one of its id; what is as it was changes nothing. */
async function send(
  context: CliContext,
  path: string,
  items: readonly object[],
  options: Options,
): Promise<number> {
  const url = daemonUrl(context, options);
  const token = await readToken(context, options);
  const daemon = await context.daemon(url);
  const known = bodyOf(await daemon.getJson('/api/v1/exclusions', undefined, token), url);
  const before = new JsonReader(known, 'answer').at('exclusions').list();
  const sent: JsonReader[] = [];
  for (const item of items) {
    const asked = { kind: 'maintenance', replace: true, ...item };
    const body = bodyOf(await daemon.postJson('/api/v1/exclusions', asked, token), url);
    sent.push(new JsonReader(body, 'answer'));
  }
  context.stdout.write(importSummary(path, before, sent));
  return EXIT.ok;
}
