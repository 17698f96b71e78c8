import { type Command } from 'commander';
import { MITIGATION_KINDS } from '../../core/incident/mitigation.js';
import type { CliContext } from '../context.js';
import type { Exit } from '../verb.js';
import { wordArgument } from './arguments.js';
import { wholeOf } from './hypotheses.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

export function mitigate(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'mitigate', 'say what is done against it', 'INC-7 rollback "to v1.41"')
    .addArgument(wordArgument('what', MITIGATION_KINDS))
    .argument('<text>', 'what exactly; the SLI before and after is written down beside it')
    .action(async (id: string, what: string, text: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'mitigations', options, { what, text })),
    );
}

export function rollback(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'rollback',
    'have the hook of its service roll it back',
    'INC-7 --reason "errors since v1.42"',
  )
    .requiredOption('--reason <text>', 'why; whoever runs the hook reads it')
    .option('--to <version>', 'which version is wanted; without it, whatever was out before')
    .option(
      '--again',
      'once more, although the hook has taken one, in this incident or in another one of the service',
    )
    .action(async (id: string, options: WorkOptions & RollbackSaid) => {
      const { reason, to: version, again } = options;
      exit(await askOfIncident(context, id, 'rollback', options, { reason, version, again }));
    });
}

interface RollbackSaid {
  readonly reason: string;
  readonly to?: string;
  readonly again?: true;
}

export function finding(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'finding', 'write down what was found', 'INC-7 "the errors began in zone b"')
    .argument('<text>', 'what was found')
    .action(async (id: string, text: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'findings', options, { text })),
    );
}

export function decision(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'decision',
    'write down what was decided',
    'INC-7 "we fail over" --decided-by maria',
  )
    .argument('<text>', 'what was decided')
    .option('--decided-by <name>', 'who decided it; without it, the one who says so')
    .action(async (id: string, text: string, options: WorkOptions & { readonly decidedBy?: string }) =>
      exit(await askOfIncident(context, id, 'decisions', options, { text, decidedBy: options.decidedBy })),
    );
}

export function star(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'star', 'star an entry of its timeline', 'INC-7 12')
    .argument('<entry>', 'its number, as the timeline counts')
    .action(async (id: string, entry: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'stars', options, { entry: wholeOf(entry) })),
    );
}

export function unstar(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'unstar', 'take the star from an entry', 'INC-7 12')
    .argument('<entry>', 'its number, as the timeline counts')
    .action(async (id: string, entry: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'stars/remove', options, { entry: wholeOf(entry) })),
    );
}
