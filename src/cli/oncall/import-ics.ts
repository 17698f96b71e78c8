import { type Command, Option } from 'commander';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import { DAY } from '../../core/time/duration.js';
import { isTimeZone } from '../../core/time/zone-clock.js';
import { readEvents, type PersonTime } from '../../spec/oncall/calendar/read-events.js';
import { onCallText } from '../../spec/oncall/write/plan-text.js';
import type { CliContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { readInstant } from './instant-option.js';
import { loadPlan } from './load-plan.js';
import { readFile, tellLeftOut, tellNotes } from './told-import.js';

interface Options {
  readonly as: 'leaves' | 'overrides';
  readonly onCall: readonly string[];
  readonly schedule?: string;
  readonly until?: number;
  readonly timeZone?: string;
}

export function importIcsCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'ics', 'the events of a calendar as leaves or overrides', {
    examples: [
      [
        'firebreak oncall import ics holidays.ics --as leaves --on-call on-call > on-call/leaves.yaml',
        'who is away; people are found by attendee or summary',
      ],
      [
        'firebreak oncall import ics swaps.ics --as overrides --schedule payments-primary --on-call on-call',
        'who takes a schedule when',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'printed; what is over or cancelled is told on standard error'],
      [EXIT.failed, 'an event was left out, and named; the rest was printed'],
      [EXIT.usage, 'wrong usage, or no such file'],
    ],
  })
    .argument('<calendar>', 'an .ics file')
    .addOption(
      new Option('--as <what>', 'what the events are').choices(['leaves', 'overrides']).makeOptionMandatory(),
    )
    .requiredOption('--on-call <files...>', 'the on-call files that the people are in')
    .option('--schedule <id>', 'the schedule that overrides are of')
    .addOption(
      new Option('--until <instant>', 'where series are cut; default: in a year').argParser(readInstant),
    )
    .option('--time-zone <zone>', 'of events that name none; default: that of the schedule')
    .action(async (path: string, options: Options) => exit(await importIcs(context, path, options)));
}

async function importIcs(context: CliContext, path: string, options: Options): Promise<number> {
  const { plan } = await loadPlan(context, options.onCall);
  const schedule = scheduleOf(plan, options);
  const { text } = await readFile(context, path);
  const at = context.now();
  const { times, notes } = readEvents(text, plan, {
    at,
    until: options.until ?? at + 366 * DAY,
    timeZone: zoneOf(plan, options, schedule),
  });
  tellNotes(context, notes);
  if (times.length === 0) return EXIT.failed;
  context.stdout.write(onCallText(sectionOf(times, schedule)));
  return tellLeftOut(
    context,
    notes,
    'event',
    'who is away or on call by that is missing in what was printed',
  );
}

function sectionOf(times: readonly PersonTime[], schedule: string | undefined) {
  return schedule === undefined
    ? { leaves: [...times] }
    : { overrides: times.map((time) => ({ schedule, ...time })) };
}

function scheduleOf({ schedules }: OnCallPlan, { as, schedule }: Options): string | undefined {
  if (as === 'leaves') {
    if (schedule === undefined) return undefined;
    throw new UsageError('leaves hold in all schedules; leave --schedule out');
  }
  if (schedule === undefined) throw new UsageError('say which schedule the overrides are of: --schedule');
  if (schedules.has(schedule)) return schedule;
  throw new UsageError(`there is no schedule "${schedule}"; there are ${[...schedules.keys()].join(', ')}`);
}

/** Where all schedules go by the clocks of one zone, leaves do too. */
function zoneOf(
  { schedules }: OnCallPlan,
  { timeZone }: Options,
  schedule: string | undefined,
): string | undefined {
  if (timeZone !== undefined) {
    if (isTimeZone(timeZone)) return timeZone;
    throw new UsageError(`there is no time zone "${timeZone}"; write such as Europe/Berlin`);
  }
  const zones = new Set(
    [...schedules.values()]
      .filter(({ id }) => schedule === undefined || id === schedule)
      .map((each) => each.timeZone),
  );
  return zones.size === 1 ? [...zones][0] : undefined;
}
