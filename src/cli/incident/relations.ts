import { type Command, Option } from 'commander';
import { SEVERITIES } from '../../core/incident/incident.js';
import type { CliContext } from '../context.js';
import type { Exit } from '../verb.js';
import { incidentArgument } from './arguments.js';
import { wholeOf } from './hypotheses.js';
import { askOfIncident, type WorkOptions, workCommand } from './work.js';

export function merge(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'merge',
    'merge a duplicate into the incident it is worked on in',
    'INC-9 INC-7',
  )
    .addArgument(incidentArgument('into', 'the incident in which work goes on'))
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

type Split = WorkOptions & {
  readonly title: string;
  readonly severity: string;
  readonly service?: string;
  readonly entries?: readonly number[];
  readonly key?: string;
};

export function split(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'split',
    'open another one of what turns out to be another problem',
    'INC-7 --severity sev3 --title "the cache is cold" --entries 12 15',
  )
    .addOption(
      new Option('--severity <severity>', 'how bad that is').choices(SEVERITIES).makeOptionMandatory(),
    )
    .requiredOption('--title <text>', 'what is wrong, in one line')
    .option('--service <name>', 'what is affected, where that is another service')
    .addOption(
      new Option('--entries <numbers...>', 'the entries of the timeline that belong to it').argParser(
        (text, before: readonly number[] | undefined) => [...(before ?? []), wholeOf(text)],
      ),
    )
    .option('--key <text>', 'the name of this request: asked again with it, no second one is opened')
    .action(async (id: string, options: Split) => {
      const { title, severity, service, entries, key } = options;
      exit(await askOfIncident(context, id, 'split', options, { title, severity, service, entries, key }));
    });
}

export function child(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'child', 'make another incident a part of it', 'INC-7 INC-9 --team payments')
    .addArgument(incidentArgument('child', 'the part; this one is not resolved before it'))
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
