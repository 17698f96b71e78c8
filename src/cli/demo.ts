import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { type Exit, verb } from './verb.js';

export function demoCommand(context: CliContext, exit: Exit): Command {
  return verb(
    context,
    'demo',
    'break a toy service on a real Prometheus, and watch the page, the incident and the gate',
    {
      examples: [
        ['firebreak demo', 'play the story through, then keep running for you to explore'],
        ['firebreak demo --once', 'play it unattended, check every step, print the timeline, and end'],
      ],
      exitCodes: [
        [EXIT.ok, 'the story went as it should'],
        [EXIT.failed, 'a step did not happen, or Prometheus is not installed'],
        [EXIT.usage, 'wrong usage'],
      ],
    },
  )
    .option('--once', 'unattended: assert each step and exit', false)
    .action(async (options: { once: boolean }) => exit(await context.demo({ once: options.once })));
}
