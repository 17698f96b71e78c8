import type { Command } from 'commander';
import type { ReceiverTest, TestStep } from '../../engine/read-models.js';
import type { CliContext } from '../context.js';
import { CommandFailure, EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { type Exit, verb } from '../verb.js';

type Options = OutputOptions & { readonly config?: string };

export function testCommand(context: CliContext, exit: Exit): Command {
  return verb(context, 'test', 'send a test page, marked as one, to a receiver, and take it back', {
    examples: [
      [
        'firebreak receivers test oncall --config firebreak.yaml',
        'it says what became of both, with receipts',
      ],
    ],
    exitCodes: [
      [EXIT.ok, 'both messages were delivered'],
      [EXIT.failed, 'one was not, there is no such receiver, or the configuration is broken'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<name>', 'what the configuration calls the receiver')
    .option('--config <file>', 'configuration file')
    .addOption(outputOption())
    .action(async (name: string, options: Options) => exit(await test(context, name, options)));
}

async function test(context: CliContext, name: string, { config, output }: Options): Promise<number> {
  const receivers = await context.receivers(config);
  const result = await receivers.test(name);
  if (!result) {
    const names = receivers.list.map((receiver) => receiver.name).join(', ');
    throw new CommandFailure(`there is no receiver "${name}"; there are: ${names || 'none'}`);
  }
  context.stdout.write(output === 'json' ? jsonText(result) : textOf(context, result));
  return isDelivered(result.trigger) && isDelivered(result.resolve) ? EXIT.ok : EXIT.failed;
}

function textOf({ stdout }: CliContext, { trigger, resolve }: ReceiverTest): string {
  const line = (what: string, step: TestStep) =>
    `${what}  ${stdout.paint(isDelivered(step) ? 'green' : 'red', step.outcome)}: ${step.detail}\n`;
  return line('test page', trigger) + line('its end  ', resolve);
}

function isDelivered({ outcome }: TestStep): boolean {
  return outcome === 'delivered';
}
