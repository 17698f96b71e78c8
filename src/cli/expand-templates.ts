import { chooseGroups, VANISHED_AFTER } from '../core/slo/choose-groups.js';
import { leftOutText } from '../core/slo/left-out-text.js';
import type { Slo } from '../core/slo/slo.js';
import { labelNames, type SloTemplate, sloOfGroup } from '../core/slo/slo-template.js';
import type { GroupOutcome } from '../engine/ports.js';
import type { Problem } from '../spec/problem.js';
import type { CliContext, SourceAddress } from './context.js';
import { UsageError } from './exit-codes.js';
import { problemOf } from './problem-of.js';

/** The SLOs of templates, and what is to be said of those that could not be found or were left out. */
export interface Expanded {
  readonly slos: readonly Slo[];
  readonly problems: readonly Problem[];
}

/** Of which time label sets are looked for. */
type Span = (template: SloTemplate, now: number) => { readonly from: number; readonly to: number };

/** Those that a daemon which has been running would have: what has vanished is kept. */
export const KEPT: Span = ({ grouping }, now) => ({ from: now - grouping.keepMs, to: now });

/** Those that are there now. */
export const LIVE: Span = (_template, now) => ({ from: now - VANISHED_AFTER, to: now });

/** Finds the label sets of templates in a Prometheus, and makes an SLO of each. Without templates it asks nothing. */
export async function expandTemplates(
  context: CliContext,
  templates: readonly SloTemplate[],
  address: SourceAddress,
  span: Span,
): Promise<Expanded> {
  if (templates.length === 0) return { slos: [], problems: [] };
  const { source, now } = await context.openEvents(address);
  const outcomes = await source.findGroups(
    templates.map((template) => {
      const { slo, grouping } = template;
      return { key: slo.id, total: slo.sli.total, labels: grouping.labels, ...span(template, now) };
    }),
  );
  const all = templates.map((template) => expand(template, outcomes.get(template.slo.id), now));
  return { slos: all.flatMap(({ slos }) => slos), problems: all.flatMap(({ problems }) => problems) };
}

/** For commands that can say nothing of a template by itself. Throws a UsageError when there are some and no Prometheus. */
export function needPrometheus(
  templates: readonly SloTemplate[],
  address: SourceAddress | undefined,
): asserts address is SourceAddress {
  const [first] = templates;
  if (address || !first) return;
  throw new UsageError(
    `${first.slo.id} stands for one SLO per ${labelNames(first)} (group_by), and Prometheus knows which there are: add --prometheus`,
  );
}

function expand(template: SloTemplate, outcome: GroupOutcome | undefined, now: number): Expanded {
  const { slo } = template;
  if (outcome?.kind !== 'read') {
    const why = outcome?.message ?? 'no answer';
    const message = `its label sets are not known: ${why}`;
    return {
      slos: [],
      problems: [problemOf(slo, 'error', 'groups-unknown', message, 'check the URL and that it answers')],
    };
  }
  const chosen = chooseGroups(template, [], outcome.found, now);
  const slos = chosen.groups.flatMap(({ labels }) => sloOfGroup(template, labels) ?? []);
  return {
    slos,
    problems: [...noneFound(template, slos), ...leftOut(template, leftOutText(template, chosen))],
  };
}

function noneFound(template: SloTemplate, slos: readonly Slo[]): Problem[] {
  if (slos.length > 0) return [];
  const message = `Prometheus has no events of it with the label ${labelNames(template)}, so it stands for no SLO`;
  return [problemOf(template.slo, 'warning', 'no-groups', message, 'check names and labels')];
}

function leftOut({ slo }: SloTemplate, text: string | undefined): Problem[] {
  if (text === undefined) return [];
  const mend = 'raise `max`, leave some out by a matcher in the query, or group by a label with fewer values';
  return [problemOf(slo, 'warning', 'groups-left-out', text, mend)];
}
