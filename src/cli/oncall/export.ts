import { type Command, InvalidArgumentError, Option } from 'commander';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import { personOf } from '../../core/oncall/person-of.js';
import { DAY } from '../../core/time/duration.js';
import { shiftsCalendar, type WhoseShifts } from '../../spec/oncall/calendar/write-shifts.js';
import type { CliContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { readInstant } from './instant-option.js';
import { loadPlan, tellProblems } from './load-plan.js';

interface Options {
  readonly schedule?: string;
  readonly person?: string;
  readonly from?: number;
  readonly days: number;
}

const MOST_DAYS = 731;

export function exportOnCallCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'export', 'shifts as a calendar (iCalendar, .ics)', {
    examples: [
      [
        'firebreak oncall export on-call --schedule payments-primary > primary.ics',
        'a schedule, an event for each shift',
      ],
      [
        'firebreak oncall export on-call --person alice --days 365 > alice.ics',
        'what she answers for in any schedule, and whom she follows as a shadow',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'printed'],
      [EXIT.failed, 'a file has errors; what is sound was printed all the same'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<files...>', 'on-call files, or folders of them')
    .addOption(new Option('--schedule <id>', 'the shifts of this schedule').conflicts('person'))
    .addOption(new Option('--person <name>', 'the shifts of somebody, by name or address'))
    .addOption(new Option('--from <instant>', 'default: now').argParser(readInstant))
    .addOption(new Option('--days <n>', 'how many days').argParser(readDays).default(91))
    .action(async (files: string[], options: Options) => exit(await exportShifts(context, files, options)));
}

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`write a number of days from 1 to ${MOST_DAYS}`);
}

async function exportShifts(
  context: CliContext,
  paths: readonly string[],
  { from = context.now(), days, ...wanted }: Options,
): Promise<number> {
  const loaded = await loadPlan(context, paths);
  const whose = whoseShifts(loaded.plan, wanted);
  const stretch = { from, to: from + days * DAY };
  context.stdout.write(shiftsCalendar(loaded.plan, whose, stretch, context.now()));
  return tellProblems(context, loaded);
}

function whoseShifts(
  plan: OnCallPlan,
  { schedule, person }: Pick<Options, 'schedule' | 'person'>,
): WhoseShifts {
  if (schedule !== undefined) {
    if (plan.schedules.has(schedule)) return { schedule };
    throw new UsageError(
      `there is no schedule "${schedule}"; there are ${[...plan.schedules.keys()].join(', ')}`,
    );
  }
  if (person === undefined) throw new UsageError('name a --schedule or a --person');
  const name = personOf(plan, person);
  if (name !== undefined) return { person: name };
  throw new UsageError(`there is nobody called "${person}" in the files`);
}
