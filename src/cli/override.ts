import { Argument, type Command } from 'commander';
import { askForChange, type ChangeOptions, withChangeOptions } from './change-options.js';
import type { CliContext } from './context.js';
import { JsonReader } from './daemon/json.js';
import { EXIT, UsageError } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

type Options = ChangeOptions & { readonly for?: string };

/** In an emergency whoever is on call decides about a gate, and the record says so. */
export function overrideCommand(context: CliContext, exit: Exit): Command {
  const command = verb(
    context,
    'override',
    'let a gate answer what you say for a while, or freeze a service',
    {
      examples: [
        [
          'firebreak override checkout-api allow --for 2h --by maria --reason "the fix has to go out"',
          'although its budget is spent',
        ],
        [
          'firebreak override checkout-api block --for 1d --by maria --reason "nobody deploys until we know why"',
          'a freeze by hand',
        ],
        ['firebreak override checkout-api end --by maria --reason "it is out"', 'the budget decides again'],
      ],
      exitCodes: [
        [EXIT.ok, 'done, and on the timelines of the service’s open incidents'],
        [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .argument('<service>', 'whose gate')
    .addArgument(
      new Argument('<decision>', 'what it answers; end: what the budget says').choices([
        'allow',
        'block',
        'end',
      ]),
    )
    .option('--for <duration>', 'for how long, up to 7d');
  return withChangeOptions(command).action(
    async (service: string, decision: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<Options>();
      if (decision !== 'end' && options.for === undefined) throw new UsageError('say for how long: --for 2h');
      const span = decision === 'end' || options.for === undefined ? {} : { for: options.for };
      const answer = await askForChange(context, '/api/v1/gate/override', options, {
        service,
        decision,
        ...span,
      });
      const gate = new JsonReader(answer, 'answer');
      context.stdout.write(`${service}: ${gate.at('decision').text()}, ${gate.at('reason').text()}\n`);
      return exit(EXIT.ok);
    },
  );
}
