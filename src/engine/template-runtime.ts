import { chooseGroups, type KnownGroup } from '../core/slo/choose-groups.js';
import { leftOutText } from '../core/slo/left-out-text.js';
import type { Slo } from '../core/slo/slo.js';
import { hasLabels, type SloTemplate, sloOfGroup } from '../core/slo/slo-template.js';
import type { GroupOutcome, StateRecord } from './ports.js';

/** A template, and the label sets that are SLOs at present. */
export interface TemplateRuntime {
  readonly template: SloTemplate;
  readonly groups: readonly KnownGroup[];
  readonly slos: readonly Slo[];
  /** Which label sets are left out, and why; undefined when none is. */
  readonly leftOut: string | undefined;
  /** When the source last told its label sets; undefined before the first time, and after a reload. */
  readonly lookedAt: number | undefined;
  /** Why the last look failed; undefined when it did not. */
  readonly failure: Extract<GroupOutcome, { readonly kind: 'failed' }> | undefined;
}

/** Templates as files give them, with the label sets that were SLOs before. */
export function carriedTemplates(
  state: {
    readonly templates: ReadonlyMap<string, TemplateRuntime>;
    readonly orphanGroups: ReadonlyMap<string, readonly KnownGroup[]>;
  },
  templates: readonly SloTemplate[],
): Map<string, TemplateRuntime> {
  return new Map(
    templates.map((template) => {
      const { id } = template.slo;
      const before = state.templates.get(id);
      const known = before?.groups ?? state.orphanGroups.get(id) ?? [];
      const groups = known.filter(({ labels }) => hasLabels(template.grouping, labels));
      const carried = { template, groups, slos: slosOf(template, groups), leftOut: before?.leftOut };
      return [id, { ...carried, lookedAt: undefined, failure: undefined }];
    }),
  );
}

/** A template after a look at the source. A look that failed changes no label set. */
export function lookedAt(runtime: TemplateRuntime, outcome: GroupOutcome, at: number): TemplateRuntime {
  if (outcome.kind === 'failed') return { ...runtime, failure: outcome };
  const { template } = runtime;
  const chosen = chooseGroups(template, runtime.groups, outcome.found, at);
  const leftOut = leftOutText(template, chosen);
  const same = groupsText(chosen.groups) === groupsText(runtime.groups);
  const { groups } = same ? runtime : chosen;
  const slos = same ? runtime.slos : slosOf(template, groups);
  return { template, groups, slos, leftOut, lookedAt: at, failure: undefined };
}

export function groupsText(groups: readonly KnownGroup[]): string {
  return JSON.stringify(groups);
}

/** No SLO can have this id, under which a template's label sets are stored. */
export function groupsKey(templateId: string): string {
  return `${templateId}:*`;
}

export function groupsRecord({ template, groups }: TemplateRuntime): StateRecord {
  return { kind: 'groups', key: groupsKey(template.slo.id), value: groups };
}

/** The stored label sets by template id. */
export function storedGroups(states: readonly StateRecord[]): Map<string, readonly KnownGroup[]> {
  // The store gives back what was committed under this kind, and nothing else writes there.
  return new Map(
    states.flatMap(({ kind, key, value }) =>
      kind === 'groups' ? [[key.slice(0, -2), value as readonly KnownGroup[]]] : [],
    ),
  );
}

/** What people should know of a template; undefined when all is well. */
export function templateProblem({
  failure,
  leftOut,
  slos,
  lookedAt: at,
}: TemplateRuntime): string | undefined {
  if (failure) return `label sets cannot be looked for, so the SLOs stay as they are: ${failure.message}`;
  if (slos.length === 0 && at !== undefined)
    return 'Prometheus has no label set of it, so it stands for no SLO';
  return leftOut;
}

function slosOf(template: SloTemplate, groups: readonly KnownGroup[]): Slo[] {
  return groups.flatMap(({ labels }) => sloOfGroup(template, labels) ?? []);
}
