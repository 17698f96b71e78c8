import { type Command } from 'commander';
import type { CliContext } from '../context.js';
import type { Exit } from '../verb.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

export function merge(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'merge',
    'merge a duplicate into the incident it is worked on in',
    'INC-9 INC-7',
  )
    .argument('<into>', 'the incident in which work goes on')
    .action(async (id: string, into: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'merge', options, { into })),
    );
}

export function unmerge(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'unmerge', 'take a merged incident out again', 'INC-9').action(
    async (id: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'unmerge', options, {})),
  );
}

export function child(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'child', 'make another incident a part of it', 'INC-7 INC-9 --team payments')
    .argument('<child>', 'the part; this one is not resolved before it')
    .option('--team <name>', 'the team that owns the part')
    .action(async (id: string, part: string, options: WorkOptions & { readonly team?: string }) =>
      exit(await askOfIncident(context, id, 'children', options, { child: part, team: options.team })),
    );
}

export function team(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'team', 'say which team owns it', 'INC-7 payments')
    .argument('<team>', 'the team that owns it')
    .action(async (id: string, name: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'team', options, { team: name })),
    );
}
