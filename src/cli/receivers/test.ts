import type { Command } from 'commander';
import type { DeliveryOutcome } from '../../core/delivery/signal.js';
import type { ReceiverTest, TestStep } from '../../engine/read-models.js';
import type { CliContext } from '../context.js';
import type { JsonReader } from '../daemon/json.js';
import { readToken, type TokenOptions, tokenOption } from '../daemon/token.js';
import { CommandFailure, EXIT } from '../exit-codes.js';
import { jsonText, type OutputOptions, outputOption } from '../output-option.js';
import { type Exit, verb } from '../verb.js';
import { receiverAnswer, whichReceivers, type WhichOptions, withWhich } from './which.js';

type Options = OutputOptions & WhichOptions & TokenOptions & { readonly by?: string };

/** Whoever accepts a page may take a while to prove it, and its end after that. */
const LONGEST_TEST = 90_000;

const OUTCOMES: readonly DeliveryOutcome['kind'][] = ['delivered', 'accepted', 'retry', 'unknown', 'refused'];

export function testCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'test', 'send a test page, marked as one, to a receiver, and take it back', {
    examples: [
      [
        'firebreak receivers test oncall',
        'the daemon sends it, from where it would page; it says what became of both, with receipts',
      ],
      ['firebreak receivers test oncall --config firebreak.yaml', 'sent from here, without a daemon'],
    ],
    exitCodes: [
      [EXIT.ok, 'both messages were delivered'],
      [
        EXIT.failed,
        'one was not, there is no such receiver, the daemon did not answer, or the configuration is broken',
      ],
      [EXIT.usage, 'wrong usage'],
    ],
  }).argument('<name>', 'what the configuration calls the receiver');
  return withWhich(command)
    .option(
      '--by <name>',
      'who tests it, for the audit log of the daemon; without it, the one whose token it is',
    )
    .addOption(tokenOption())
    .addOption(outputOption())
    .action(async (name: string, options: Options) => exit(await test(context, name, options)));
}

async function test(context: CliContext, name: string, options: Options): Promise<number> {
  const which = whichReceivers(context, options);
  const result =
    which.kind === 'file'
      ? await testOfFile(context, name, which.config)
      : await testByDaemon(context, name, which.url, options);
  context.stdout.write(options.output === 'json' ? jsonText(result) : textOf(context, result));
  return isDelivered(result.trigger) && isDelivered(result.resolve) ? EXIT.ok : EXIT.failed;
}

async function testOfFile(context: CliContext, name: string, config: string): Promise<ReceiverTest> {
  const receivers = await context.receivers(config);
  const result = await receivers.test(name);
  if (!result) {
    const names = receivers.list.map((receiver) => receiver.name).join(', ');
    throw new CommandFailure(`there is no receiver "${name}"; there are: ${names || 'none'}`);
  }
  return result;
}

async function testByDaemon(
  context: CliContext,
  name: string,
  url: string,
  options: Options,
): Promise<ReceiverTest> {
  const { by } = options;
  const path = `/api/v1/receivers/${encodeURIComponent(name)}/test`;
  const token = await readToken(context, options);
  const daemon = await context.daemon(url);
  const answer = receiverAnswer(
    await daemon.postJson(path, by === undefined ? {} : { by }, token, LONGEST_TEST),
    url,
  );
  return {
    receiver: answer.at('receiver').text(),
    trigger: stepOf(answer.at('trigger')),
    resolve: stepOf(answer.at('resolve')),
  };
}

function stepOf(reader: JsonReader): TestStep {
  return { outcome: reader.at('outcome').oneOf(OUTCOMES), detail: reader.at('detail').text() };
}

function textOf({ stdout }: CliContext, { trigger, resolve }: ReceiverTest): string {
  const line = (what: string, step: TestStep) =>
    `${what}  ${stdout.paint(isDelivered(step) ? 'green' : 'red', step.outcome)}: ${step.detail}\n`;
  return line('test page', trigger) + line('its end  ', resolve);
}

function isDelivered({ outcome }: TestStep): boolean {
  return outcome === 'delivered';
}
