import { type Command, Option } from 'commander';
import { PHASES, ROLES, VERDICTS } from '../core/incident/phases.js';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { askOfIncident, type WorkOptions, workCommand } from './incident/work.js';
import { type Exit, verb } from './verb.js';

type Said = WorkOptions & { readonly override?: string; readonly text?: string };
type Reasoned = WorkOptions & { readonly reason: string };

/** What people do with an incident, each a command that the daemon judges. */
export function incidentCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'incident', 'work on an incident: roles, phases, its end', {
    examples: [
      ['firebreak incident role INC-7 commander maria', 'who decides'],
      ['firebreak incident phase INC-7 investigating', 'work begins, once the roles are set'],
      ['firebreak incident phase INC-7 mitigating --text "rolled back to v1.41"', 'and what is done'],
      ['firebreak incident resolve INC-7', 'refused, with what is missing, until recovery is proven'],
      ['firebreak incident close INC-7 real --reason "bad deploy"', 'the verdict on its alert'],
    ],
    exitCodes: [
      [EXIT.ok, 'done'],
      [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  });
  for (const each of [role, release, phase, resolve, close, reopen]) command.addCommand(each(context, exit));
  return command;
}

function role(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'role', 'give a role to somebody', 'INC-7 commander maria')
    .argument('<role>', ROLES.join(', '))
    .argument('<person>', 'who holds it from now on')
    .action(async (id: string, name: string, to: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'roles', options, { role: name, to })),
    );
}

function release(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'release', 'take a role back', 'INC-7 scribe')
    .argument('<role>', ROLES.join(', '))
    .action(async (id: string, name: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'roles/release', options, { role: name })),
    );
}

function phase(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'phase', 'move it on', 'INC-7 identified --text "the pool is exhausted"')
    .argument('<phase>', PHASES.join(', '))
    .addOption(new Option('--text <text>', 'the cause that was found, or what is done against it'))
    .action(async (id: string, to: string, options: Said) =>
      exit(await askOfIncident(context, id, 'phase', options, { to, text: options.text })),
    );
}

function resolve(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'resolve', 'say that it is over, once recovery is proven', 'INC-7')
    .addOption(new Option('--override <reason>', 'why it is over although recovery is not proven'))
    .addOption(new Option('--text <text>', 'what ended it'))
    .action(async (id: string, options: Said) => {
      const { override, text } = options;
      exit(await askOfIncident(context, id, 'phase', options, { to: 'resolved', override, text }));
    });
}

function close(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'close',
    'close what is resolved',
    'INC-7 false-positive --reason "a load test"',
  )
    .argument('<verdict>', VERDICTS.join(' or '))
    .requiredOption('--reason <text>', 'why this is the verdict on its alert')
    .action(async (id: string, verdict: string, options: Reasoned) =>
      exit(await askOfIncident(context, id, 'close', options, { verdict, reason: options.reason })),
    );
}

function reopen(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'reopen', 'open it again', 'INC-7 --reason "errors are back"')
    .requiredOption('--reason <text>', 'why')
    .action(async (id: string, options: Reasoned) =>
      exit(await askOfIncident(context, id, 'reopen', options, { reason: options.reason })),
    );
}
