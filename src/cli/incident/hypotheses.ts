import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
import type { Exit } from '../verb.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

type Which = WorkOptions & { readonly hypothesis?: number };

export function hypothesis(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'hypothesis', 'say what the cause may be', 'INC-7 "the pool is too small"')
    .argument('<text>', 'the cause as it may be; there are 15 minutes to decide it')
    .action(async (id: string, text: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'hypotheses', options, { text })),
    );
}

export function confirm(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'confirm',
    'confirm a hypothesis',
    'INC-7 --finding "all 20 connections in use"',
  )
    .option('--finding <text>', 'what was found')
    .addOption(whichOption())
    .action(async (id: string, options: Which & { readonly finding?: string }) => {
      const { finding, hypothesis: number } = options;
      exit(await askOfIncident(context, id, 'hypotheses/confirm', options, { hypothesis: number, finding }));
    });
}

export function ruleOut(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'rule-out', 'rule a hypothesis out', 'INC-7 --finding "12 of 20 in use"')
    .requiredOption('--finding <text>', 'what was found')
    .addOption(whichOption())
    .action(async (id: string, options: Which & { readonly finding: string }) => {
      const { finding, hypothesis: number } = options;
      exit(await askOfIncident(context, id, 'hypotheses/rule-out', options, { hypothesis: number, finding }));
    });
}

export function extend(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'extend',
    'give a hypothesis another 15 minutes, once',
    'INC-7 --reason "the heap dump is not read yet"',
  )
    .requiredOption('--reason <text>', 'why it needs more time')
    .addOption(whichOption())
    .action(async (id: string, options: Which & { readonly reason: string }) => {
      const { reason, hypothesis: number } = options;
      exit(await askOfIncident(context, id, 'hypotheses/extend', options, { hypothesis: number, reason }));
    });
}

function whichOption(): Option {
  return new Option('--hypothesis <number>', 'which one, where several are open: 2 for H2').argParser(
    (text) => wholeOf(text.replace(/^H/i, '')),
  );
}

/** A whole number from 1 on. */
export function wholeOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`"${text}" is no whole number from 1 on`);
  return Number(text);
}
