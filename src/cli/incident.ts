import { type Command, InvalidArgumentError, Option } from 'commander';
import { SEVERITIES } from '../core/incident/incident.js';
import { CONCERNS } from '../core/incident/severity.js';
import { PHASES, ROLES, VERDICTS } from '../core/incident/phases.js';
import type { CliContext } from './context.js';
import { EXIT } from './exit-codes.js';
import { declare } from './incident/declare.js';
import { listCommand } from './incidents/list.js';
import { showReport } from './incident/show.js';
import { wordArgument } from './incident/arguments.js';
import { drafts, update } from './incident/updates.js';
import { decision, finding, mitigate, rollback, star, unstar } from './incident/findings.js';
import { confirm, extend, hypothesis, ruleOut } from './incident/hypotheses.js';
import { share, shareLink, unshare } from './incident/sharing.js';
import { vendor } from './incident/vendors.js';
import { child, merge, split, team, unmerge } from './incident/relations.js';
import { askOfIncident, type WorkOptions, workCommand } from './incident/work.js';
import { type Exit, verb } from './verb.js';

type Said = WorkOptions & { readonly override?: string; readonly text?: string };
type Reasoned = WorkOptions & { readonly reason: string };

/** What people do with an incident, each a command that the daemon judges. */
export function incidentCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'incident', 'work on an incident: roles, phases, its end', {
    examples: [
      [
        'firebreak incident declare --service checkout --severity sev2 --title "orders hang"',
        'when nothing else has seen it',
      ],
      ['firebreak incident role INC-7 commander maria', 'who decides'],
      ['firebreak incident phase INC-7 investigating', 'work begins, once the roles are set'],
      ['firebreak incident phase INC-7 mitigating --text "rolled back to v1.41"', 'and what is done'],
      ['firebreak incident resolve INC-7', 'refused, with what is missing, until recovery is proven'],
      ['firebreak incident show INC-7', 'all of it, for somebody who was not there'],
      ['firebreak incident close INC-7 real --reason "bad deploy"', 'the verdict on its alert'],
    ],
    exitCodes: [
      [EXIT.ok, 'done'],
      [EXIT.failed, 'refused, with the reason, or the daemon did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  });
  for (const each of [
    listCommand,
    declare,
    showReport,
    role,
    release,
    severity,
    report,
    note,
    phase,
    hypothesis,
    confirm,
    ruleOut,
    extend,
    mitigate,
    rollback,
    vendor,
    share,
    unshare,
    shareLink,
    finding,
    decision,
    star,
    unstar,
    merge,
    unmerge,
    split,
    child,
    team,
    update,
    drafts,
    escalate,
    resolve,
    close,
    reopen,
  ])
    command.addCommand(each(context, exit));
  return command;
}

function role(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'role', 'give a role to somebody', 'INC-7 commander maria')
    .addArgument(wordArgument('role', ROLES))
    .argument('<person>', 'who holds it from now on')
    .action(async (id: string, name: string, to: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'roles', options, { role: name, to })),
    );
}

function release(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'release', 'take a role back', 'INC-7 scribe')
    .addArgument(wordArgument('role', ROLES))
    .action(async (id: string, name: string, options: WorkOptions) =>
      exit(await askOfIncident(context, id, 'roles/release', options, { role: name })),
    );
}

function severity(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'severity', 'set its severity', 'INC-7 sev3 --reason "only one tenant"')
    .addArgument(wordArgument('severity', SEVERITIES))
    .option('--reason <text>', 'why; needed to lower it')
    .action(async (id: string, level: string, options: WorkOptions & { readonly reason?: string }) =>
      exit(
        await askOfIncident(context, id, 'severity', options, { severity: level, reason: options.reason }),
      ),
    );
}

function report(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'report', 'say what raises it at once', 'INC-7 data-integrity')
    .addArgument(wordArgument('concern', CONCERNS, CONCERNS.join(' (at least SEV2) or ') + ' (SEV1)'))
    .option('--text <text>', 'who said so, and what')
    .action(async (id: string, concern: string, options: Said) =>
      exit(await askOfIncident(context, id, 'concerns', options, { concern, text: options.text })),
    );
}

function note(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'note',
    'add a line to its timeline',
    'INC-7 "the pool was full" --at 2026-03-09T02:14:00Z',
  )
    .argument('<text>', 'what happened')
    .option('--at <instant>', 'when it happened, if not now; both times are kept')
    .action(async (id: string, text: string, options: WorkOptions & { readonly at?: string }) =>
      exit(await askOfIncident(context, id, 'timeline', options, { text, happenedAt: options.at })),
    );
}

function phase(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'phase', 'move it on', 'INC-7 identified --text "the pool is exhausted"')
    .addArgument(wordArgument('phase', PHASES))
    .addOption(new Option('--text <text>', 'the cause that was found, or what is done against it'))
    .action(async (id: string, to: string, options: Said) =>
      exit(await askOfIncident(context, id, 'phase', options, { to, text: options.text })),
    );
}

function escalate(context: CliContext, exit: Exit): Command {
  return workCommand(
    context,
    'escalate',
    'call the next step at once',
    'INC-7 --reason "the database team is needed"',
  )
    .requiredOption('--reason <text>', 'why more people are needed')
    .action(async (id: string, options: Reasoned) =>
      exit(await askOfIncident(context, id, 'escalate', options, { reason: options.reason })),
    );
}

/** The next flag is no reason: `--override --by maria`. */
function saidReason(text: string): string {
  if (text.startsWith('--')) throw new InvalidArgumentError('Say why: --override "why it is over"');
  return text;
}

function resolve(context: CliContext, exit: Exit): Command {
  return workCommand(context, 'resolve', 'say that it is over, once recovery is proven', 'INC-7')
    .addOption(
      new Option('--override <reason>', 'why it is over although recovery is not proven').argParser(
        saidReason,
      ),
    )
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
    .addArgument(wordArgument('verdict', VERDICTS, VERDICTS.join(' or ')))
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
