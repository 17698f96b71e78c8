import type { Command } from 'commander';
import { askForChange, type ChangeOptions, withChangeOptions } from '../change-options.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { readInstant } from './instant-option.js';

type Options = ChangeOptions & { readonly from?: number; readonly until: number };

const EXIT_CODES = [
  [EXIT.ok, 'done'],
  [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
  [EXIT.usage, 'wrong usage'],
] as const;

/** Somebody takes a schedule for a while, without a change of files. */
export function overrideOnCallCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'override', 'somebody takes a schedule for a while, in a daemon', {
    examples: [
      [
        'firebreak oncall override primary bob --until 2026-12-24T20:00:00Z --by alice --reason "the dentist"',
        'from now on',
      ],
    ],
    exitCodes: EXIT_CODES,
  })
    .argument('<schedule>', 'its id')
    .argument('<person>', 'who takes over, as the on-call files call them')
    .option('--from <instant>', 'when it begins; now, where it is not said', readInstant)
    .requiredOption('--until <instant>', 'when it ends: 2026-12-24T20:00:00Z', readInstant);
  return withChangeOptions(command).action(
    async (schedule: string, person: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      const { from, until } = options;
      const answer = await askForChange(
        context,
        `/api/v1/oncall/schedules/${encodeURIComponent(schedule)}/overrides`,
        options,
        {
          person,
          until: new Date(until).toISOString(),
          ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
        },
      );
      const made = new JsonReader(answer, 'answer');
      const span = `${made.at('startAt').text()} to ${made.at('endAt').text()}`;
      context.stdout.write(
        `${person} has ${schedule} from ${span} (override ${made.at('number').number()}); \`firebreak oncall withdraw ${schedule} ${made.at('number').number()} --reason "…"\` takes it back\n`,
      );
      return exit(EXIT.ok);
    },
  );
}

/** Takes such an override back. */
export function withdrawOnCallCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'withdraw', 'take an override of a schedule back, in a daemon', {
    examples: [
      [
        'firebreak oncall withdraw primary 3 --by alice --reason "I am here after all"',
        'the turn is as the files say again',
      ],
    ],
    exitCodes: EXIT_CODES,
  })
    .argument('<schedule>', 'its id')
    .argument('<number>', 'of the override, as it was told when it was made');
  return withChangeOptions(command).action(
    async (schedule: string, number: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<ChangeOptions>();
      const path = `/api/v1/oncall/schedules/${encodeURIComponent(schedule)}/overrides/${encodeURIComponent(number)}/withdraw`;
      await askForChange(context, path, options);
      context.stdout.write(
        `override ${number} of ${schedule} is taken back; what has passed of it stays on record\n`,
      );
      return exit(EXIT.ok);
    },
  );
}
