import { type Command, Option } from 'commander';
import { onCallStatus } from '../engine/queries/on-call-status.js';
import type { OnCallStatus } from '../engine/read-models.js';
import type { CliContext } from './context.js';
import { type DaemonOptions, urlOption } from './daemon/target.js';
import { EXIT, UsageError } from './exit-codes.js';
import { askDaemon } from './oncall/ask-daemon.js';
import { calendarCommand } from './oncall/calendar.js';
import { contactCommand } from './oncall/contact.js';
import { contactsCommand } from './oncall/contacts.js';
import { readInstant } from './oncall/instant-option.js';
import { exportOnCallCommand } from './oncall/export.js';
import { importOnCallCommand } from './oncall/import.js';
import { lintOnCallCommand } from './oncall/lint.js';
import { loadPlan, tellProblems } from './oncall/load-plan.js';
import { overrideOnCallCommand, withdrawOnCallCommand } from './oncall/override.js';
import { statusText } from './oncall/status-text.js';
import { withBroken } from './oncall/with-broken.js';
import { instantsText, type OutputOptions, outputOption } from './output-option.js';
import { type Exit, verb } from './verb.js';

interface Options extends OutputOptions, DaemonOptions {
  readonly at?: number;
}

export function oncallCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'oncall',
    'who is on call now and who next, by on-call files or by a daemon',
    {
      examples: [
        ['firebreak oncall', 'by the files that the daemon has in force'],
        ['firebreak oncall on-call', 'by files: who is on call now, because of what, and who after them'],
        ['firebreak oncall on-call --at 2026-12-24T12:00:00Z', 'the same for another time'],
        ['firebreak oncall calendar', 'the next four weeks, by the daemon'],
        [
          'firebreak oncall override primary bob --until 2026-12-24T20:00:00Z --by alice --reason "the dentist"',
          'bob takes over, without a change of files',
        ],
        ['firebreak oncall contacts', 'whether pages arrive, as far as it was tested'],
        ['firebreak oncall lint on-call', 'what is unwise in them, and when clocks are set next'],
      ],
      exitCodes: [
        [EXIT.ok, 'told'],
        [
          EXIT.failed,
          'a file has errors (what is sound was told all the same), or the daemon did not answer',
        ],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .usage('[files...] [options] | <command> [options]')
    // Options after a command are that command's.
    .enablePositionalOptions()
    .argument('[files...]', 'on-call files, or folders of them; without any the daemon is asked')
    .addOption(
      new Option('--at <instant>', 'instead of now: such as 2026-12-24T12:00:00Z').argParser(readInstant),
    )
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (files: string[], options: Options) => exit(await tellNow(context, files, options)));
  for (const part of [
    calendarCommand,
    lintOnCallCommand,
    exportOnCallCommand,
    importOnCallCommand,
    contactsCommand,
    contactCommand,
    overrideOnCallCommand,
    withdrawOnCallCommand,
  ])
    command.addCommand(part(context, exit));
  return command;
}

async function tellNow(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const { at, url } = options;
  if (paths.length === 0) {
    if (at !== undefined) throw new UsageError('--at needs on-call files: a daemon tells of now');
    tell(context, await askDaemon(context, options), options);
    return EXIT.ok;
  }
  if (url !== undefined) throw new UsageError('ask either files or a daemon (--url)');
  const loaded = await loadPlan(context, paths);
  const status = await onCallStatus(loaded.plan, at ?? context.now(), async () => undefined);
  tell(context, withBroken(status, loaded.broken), options);
  return tellProblems(context, loaded);
}

function tell({ stdout }: CliContext, status: OnCallStatus, { output }: OutputOptions): void {
  stdout.write(output === 'json' ? instantsText(status) : statusText(status, stdout.paint));
}
