import type { Command } from 'commander';
import type { SpecFile } from '../../spec/problem.js';
import type { Imported } from '../../spec/oncall/foreign/draft.js';
import { importOpsgenie } from '../../spec/oncall/foreign/opsgenie/import-opsgenie.js';
import { importPagerDuty } from '../../spec/oncall/foreign/pagerduty/import-pagerduty.js';
import { planText } from '../../spec/oncall/write/plan-text.js';
import type { CliContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { type Exit, verb } from '../verb.js';
import { importIcsCommand } from './import-ics.js';
import { readFile, tellLeftOut, tellNotes } from './told-import.js';

export function importOnCallCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'import', 'make on-call files of what other tools export', {
    examples: [
      [
        'firebreak oncall import pagerduty users.json schedules.json policies.json > on-call/imported.yaml',
        'answers of its REST API; what cannot be said is told on standard error',
      ],
      ['firebreak oncall import opsgenie backup/*.json > on-call/imported.yaml', 'the same of Opsgenie'],
    ],
    exitCodes: [
      [EXIT.ok, 'printed, with all that somebody is called by; see the notes'],
      [EXIT.failed, 'a part was left out, and named; the rest was printed'],
      [EXIT.usage, 'wrong usage, or no such file'],
    ],
  }).usage('<command> [options]');
  for (const [name, title, read] of VENDORS)
    command.addCommand(vendorCommand(context, exit, name, title, read));
  return command.addCommand(importIcsCommand(context, exit));
}

type Read = (files: readonly SpecFile[], at: number) => Imported;

const VENDORS: readonly (readonly [name: string, title: string, read: Read])[] = [
  ['pagerduty', 'PagerDuty', importPagerDuty],
  ['opsgenie', 'Opsgenie', importOpsgenie],
];

function vendorCommand(context: CliContext, exit: Exit, name: string, title: string, read: Read): Command {
  return verb(
    context,
    name,
    `users, teams, schedules and escalations of ${title} (JSON) as an on-call file`,
    {
      examples: [],
      exitCodes: [],
    },
  )
    .argument('<files...>', 'JSON files, in any order')
    .action(async (paths: string[]) => {
      const files = await Promise.all(paths.map((path) => readFile(context, path)));
      exit(tell(context, read(files, context.now())));
    });
}

function tell(context: CliContext, { plan, notes }: Imported): number {
  tellNotes(context, notes);
  const { people, schedules, teams, escalations } = plan;
  if (people.size + schedules.size + teams.size + escalations.size === 0) return EXIT.failed;
  context.stdout.write(planText(plan));
  const meaning = 'what they say of who is called is missing in what was printed';
  return tellLeftOut(context, notes, 'part', meaning);
}
