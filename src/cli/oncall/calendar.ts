import { type Command, Option } from 'commander';
import { onCallCalendar } from '../../core/oncall/calendar.js';
import type { LocalDate } from '../../core/time/zone-clock.js';
import { Findings } from '../../spec/firebreak/findings.js';
import { readDay } from '../../spec/oncall/read-when.js';
import type { CliContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { instantsText, type OutputOptions, outputOption } from '../output-option.js';
import { type Exit, verb } from '../verb.js';
import { calendarText, peopleIn } from './calendar-text.js';
import { loadPlan, tellProblems } from './load-plan.js';
import { marksFor } from './marks.js';

interface Options extends OutputOptions {
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
        ['firebreak oncall calendar on-call', 'the next four weeks of every schedule'],
        ['firebreak oncall calendar on-call --from 2026-12-21 --days 14', 'two weeks over the holidays'],
      ],
      exitCodes: [
        [EXIT.ok, 'told, gaps included'],
        [EXIT.failed, 'a file has errors; what is sound was told all the same'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('<files...>', 'on-call files, or folders of them')
    .addOption(
      new Option('--from <day>', 'the first day, by the clocks of each schedule; default today').argParser(
        readFrom,
      ),
    )
    .addOption(
      new Option('--days <number>', `how many days, up to ${MOST_DAYS}`).argParser(readDays).default(28),
    )
    .addOption(outputOption())
    .action(async (files: string[], options: Options) => exit(await tellCalendar(context, files, options)));
}

async function tellCalendar(
  context: CliContext,
  paths: readonly string[],
  { from, days, output }: Options,
): Promise<number> {
  const loaded = await loadPlan(context, paths);
  const now = context.now();
  const calendars = [...loaded.plan.schedules.values()].map((schedule) => ({
    schedule,
    calendar: onCallCalendar(schedule, from, days, now),
  }));
  const { paint } = context.stdout;
  const marks = marksFor(new Set(calendars.flatMap(({ calendar }) => [...peopleIn(calendar.shifts)])), paint);
  const text = calendars.map(({ schedule, calendar }) => calendarText(schedule, calendar, marks, paint));
  context.stdout.write(
    output === 'json'
      ? instantsText({
          schedules: calendars.map(({ schedule: { id, timeZone }, calendar }) => ({
            id,
            timeZone,
            ...calendar,
          })),
        })
      : text.join('\n') || 'no schedules\n',
  );
  return tellProblems(context, loaded);
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
