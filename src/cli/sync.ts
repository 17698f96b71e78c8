import { type Command, Option } from 'commander';
import { groupsByService } from '../rules/generate-rules.js';
import { groupText } from '../rules/ruler/group-text.js';
import { NotRulerGroups, planSync, type SyncPlan } from '../rules/ruler/plan-sync.js';
import type { CliContext, RulerClient } from './context.js';
import { CommandFailure, EXIT } from './exit-codes.js';
import {
  type PrometheusFlags,
  readAddress,
  repeated,
  sourceAddress,
  withPrometheus,
} from './prometheus-option.js';
import { recordableSlos } from './recordable-slos.js';
import { plural } from './text/quantities.js';
import { type Exit, verb } from './verb.js';

interface Options extends PrometheusFlags {
  readonly ruler: string;
  readonly rulerHeader?: readonly string[];
  readonly namespace: string;
  readonly dryRun?: true;
  readonly prune?: true;
}

export function syncCommand(context: CliContext, exit: Exit): Command {
  const command = verb(context, 'sync', 'push the generated rules to a ruler of Mimir or Cortex', {
    examples: [
      [
        'firebreak sync slo-specs --ruler http://mimir:8080 --ruler-header "X-Scope-OrgID: team" --dry-run',
        'what would change',
      ],
      [
        'firebreak sync slo-specs --ruler http://mimir:8080 --prune',
        'and remove groups of SLOs that are gone',
      ],
      ['firebreak sync slo-specs --ruler http://cortex:8080/api/v1/rules', 'Cortex keeps its rules there'],
    ],
    exitCodes: [
      [EXIT.ok, 'the ruler holds these rules, or --dry-run has told what is missing'],
      [EXIT.failed, 'a spec has errors (nothing is pushed), or the ruler refused or did not answer'],
      [EXIT.usage, 'wrong usage'],
    ],
  })
    .argument('<path...>', 'SLO files or folders')
    .requiredOption(
      '--ruler <url>',
      'the ruler; FIREBREAK_RULER_BEARER_TOKEN or …_FILE holds the token, if any',
    )
    .addOption(
      new Option(
        '--ruler-header <name: value>',
        'sent along, such as "X-Scope-OrgID: team"; may be repeated',
      ).argParser(repeated),
    )
    .option('--namespace <name>', 'where the groups live; no other namespace is touched', 'firebreak')
    .option('--dry-run', 'tell what would change, and change nothing')
    .option(
      '--prune',
      'remove groups in the namespace that Firebreak made and that are no longer of the specs',
    );
  return withPrometheus(command, 'find the label sets of SLOs with group_by').action(
    async (paths: string[], options: Options) => exit(await sync(context, paths, options)),
  );
}

async function sync(context: CliContext, paths: readonly string[], options: Options): Promise<number> {
  const ruler = await context.ruler(readAddress('--ruler', options.ruler, options.rulerHeader ?? []));
  const slos = await recordableSlos(context, paths, sourceAddress(options));
  const wanted = groupsByService(slos).flatMap(({ ruleGroups }) => ruleGroups);
  const plan = await makePlan(ruler, wanted, options);
  const doIt = options.dryRun ? () => Promise.resolve() : (act: () => Promise<void>) => act();
  const tell = (sign: string, name: string) => context.stdout.write(`${sign} ${options.namespace}/${name}\n`);
  for (const [sign, groups] of [
    ['+', plan.create],
    ['~', plan.replace],
  ] as const) {
    for (const group of groups) {
      await doIt(() => ruler.putGroup(options.namespace, groupText(group)));
      tell(sign, group.name);
    }
  }
  // Last, so that no group is missing while another takes over what it recorded.
  for (const name of options.prune ? plan.leftOver : []) {
    await doIt(() => ruler.removeGroup(options.namespace, name));
    tell('-', name);
  }
  sayWhatStays(context, plan, options);
  context.stdout.write(summary(plan, options, slos.length));
  return EXIT.ok;
}

async function makePlan(
  ruler: RulerClient,
  wanted: Parameters<typeof planSync>[0],
  { namespace }: Options,
): Promise<SyncPlan> {
  try {
    return planSync(wanted, namespace, await ruler.groups(namespace));
  } catch (error) {
    if (!(error instanceof NotRulerGroups)) throw error;
    throw new CommandFailure(`the ruler's answer is not understood: ${error.message}; nothing was changed`);
  }
}

function sayWhatStays(
  { stderr }: CliContext,
  { leftOver, foreign }: SyncPlan,
  { namespace, prune }: Options,
): void {
  const warn = (word: string, text: string) => stderr.write(`${stderr.paint('yellow', word)} ${text}\n`);
  if (!prune && leftOver.length > 0)
    warn(
      'left over:',
      `${leftOver.join(', ')} in ${namespace}: no longer made from these specs; --prune removes them`,
    );
  if (foreign.length > 0) warn('not ours:', `${foreign.join(', ')} in ${namespace}: left as they are`);
}

function summary(
  { create, replace, unchanged, leftOver }: SyncPlan,
  { dryRun, prune }: Options,
  sloCount: number,
): string {
  const removed = prune ? `, ${leftOver.length} removed` : '';
  const counts = `${create.length} created, ${replace.length} replaced, ${unchanged.length} unchanged${removed}`;
  return `${plural(sloCount, 'SLO')}: ${counts}${dryRun ? ' (dry run: nothing was changed)' : ''}\n`;
}
