import { type Command, Option } from 'commander';
import {
  calendarOfShifts,
  calendarSpan,
  type CalendarSpan,
  onCallCalendar,
  type OnCallCalendar,
  reachOf,
} from '../../core/oncall/calendar.js';
import type { LocalDate } from '../../core/time/zone-clock.js';
import { Findings } from '../../spec/firebreak/findings.js';
import { readDay } from '../../spec/oncall/read-when.js';
import type { OnCallStatus } from '../../engine/read-models.js';
import type { CliContext } from '../context.js';
import { type DaemonOptions, urlOption } from '../daemon/target.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { instantsText, type OutputOptions, outputOption } from '../output-option.js';
import { type Exit, verb } from '../verb.js';
import { askDaemon, askShifts } from './ask-daemon.js';
import { calendarText, peopleIn } from './calendar-text.js';
import { loadPlan, tellProblems } from './load-plan.js';
import { marksFor } from './marks.js';

interface Options extends OutputOptions, DaemonOptions {
  readonly from?: LocalDate;
  readonly days: number;
}

const MOST_DAYS = 366;

export function calendarCommand(context: CliContext, exit: Exit): Command {
  return verb(
    context,
    'calendar',
    'who is on call on which day, with handoffs, gaps and settings of clocks',
    {
      examples: [
        [
          'firebreak oncall calendar',
          'the next four weeks of every schedule, with the overrides that were made in the daemon',
        ],
        ['firebreak oncall calendar on-call', 'by files alone'],
        ['firebreak oncall calendar on-call --from 2026-12-21 --days 14', 'two weeks over the holidays'],
      ],
      exitCodes: [
        [EXIT.ok, 'told, gaps included'],
        [
          EXIT.failed,
          'a file or a schedule is broken (what is sound was told all the same), or the daemon did not answer',
        ],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('[files...]', 'on-call files, or folders of them; without any the daemon is asked')
    .addOption(
      new Option('--from <day>', 'the first day, by the clocks of each schedule; default today').argParser(
        readFrom,
      ),
    )
    .addOption(
      new Option('--days <number>', `how many days, up to ${MOST_DAYS}`).argParser(readDays).default(28),
    )
    .addOption(urlOption())
    .addOption(outputOption())
    .action(async (files: string[], options: Options) => exit(await tellCalendar(context, files, options)));
}

/** A schedule's calendar, by whoever tells of it. */
interface Told {
  readonly id: string;
  readonly timeZone: string;
  readonly calendar: OnCallCalendar;
}

const FILES_ONLY =
  'By files alone: overrides that were made in a daemon are not in here. Without files, firebreak oncall calendar asks the daemon.\n';

async function tellCalendar(
  context: CliContext,
  paths: readonly string[],
  options: Options,
): Promise<number> {
  if (paths.length === 0) {
    const status = await askDaemon(context, options);
    tell(context, await calendarsOfDaemon(context, status, options), options);
    return tellBroken(context, status);
  }
  if (options.url !== undefined) throw new UsageError('ask either files or a daemon (--url)');
  const loaded = await loadPlan(context, paths);
  const calendars = [...loaded.plan.schedules.values()].map((schedule): Told => {
    const { id, timeZone } = schedule;
    return { id, timeZone, calendar: onCallCalendar(schedule, spanOf(context, timeZone, options)) };
  });
  tell(context, calendars, options);
  context.stderr.write(FILES_ONLY);
  return tellProblems(context, loaded);
}

async function calendarsOfDaemon(
  context: CliContext,
  { schedules }: OnCallStatus,
  options: Options,
): Promise<readonly Told[]> {
  const calendars: Told[] = [];
  for (const { id, timeZone } of schedules) {
    const span = spanOf(context, timeZone, options);
    const shifts = await askShifts(context, options, id, reachOf(span));
    calendars.push({ id, timeZone, calendar: calendarOfShifts(span, shifts) });
  }
  return calendars;
}

/** Schedules that teams name and the daemon could not read: it has no calendar of them. */
function tellBroken({ stderr }: CliContext, { teams }: OnCallStatus): number {
  const unknown = teams.flatMap(({ tiers }) => tiers.filter(({ state }) => state === 'unknown'));
  const lines = new Set(unknown.map(({ text }) => `${text}\n`));
  for (const line of lines) stderr.write(line);
  return lines.size > 0 ? EXIT.failed : EXIT.ok;
}

function spanOf(context: CliContext, timeZone: string, { from, days }: Options): CalendarSpan {
  return calendarSpan(timeZone, from, days, context.now());
}

function tell({ stdout }: CliContext, calendars: readonly Told[], { output }: Options): void {
  const { paint } = stdout;
  const marks = marksFor(new Set(calendars.flatMap(({ calendar }) => [...peopleIn(calendar.shifts)])), paint);
  const text = calendars.map(({ calendar, ...schedule }) => calendarText(schedule, calendar, marks, paint));
  stdout.write(
    output === 'json'
      ? instantsText({
          schedules: calendars.map(({ id, timeZone, calendar }) => ({ id, timeZone, ...calendar })),
        })
      : text.join('\n') || 'no schedules\n',
  );
}

function readFrom(text: string): LocalDate {
  const day = readDay(text, [], new Findings([]));
  if (!day) throw new UsageError(`--from "${text}" is no day; write such as 2026-12-21`);
  return day;
}

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new UsageError(`--days "${text}" is no whole number from 1 to ${MOST_DAYS}`);
}
