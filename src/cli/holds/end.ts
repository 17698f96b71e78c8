import type { Command } from 'commander';
import { askForChange, type ChangeOptions, withChangeOptions } from '../change-options.js';
import type { CliContext } from '../context.js';
import { JsonReader } from '../daemon/json.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';

export function endCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'end', 'end what is held open, when whoever reported it has gone away', {
    examples: [
      ['firebreak holds end INC-7 --by maria --reason "prometheus-b is switched off"', 'by its incident'],
      [
        'firebreak holds end checkout-api/latency --by maria --reason "rules were removed"',
        'or by its SLO, which a ticket has only',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'ended; an alert that burns here stays open, and one that is reported again holds again'],
      [EXIT.failed, 'refused (nothing holds it open, wrong token), or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  }).argument('<held>', 'the incident or the SLO, as "firebreak holds" gives it');
  return withChangeOptions(command).action(async (of: string, _: unknown, self: Command) =>
    exit(await end(context, of, self.optsWithGlobals<ChangeOptions>())),
  );
}

async function end(context: CliContext, of: string, options: ChangeOptions): Promise<number> {
  const answer = await askForChange(context, '/api/v1/holds/end', options, { of });
  const lines = new JsonReader(answer, 'answer')
    .at('holds')
    .list()
    .map((hold) => `${hold.at('of').text()}: ended what ${hold.at('text').text()} reported\n`);
  context.stdout.write(lines.join(''));
  return EXIT.ok;
}
