import { VANISHED_AFTER } from '../core/slo/choose-groups.js';
import { labelSetText } from '../core/slo/slo-template.js';
import { MINUTE } from '../core/time/duration.js';
import { applyGroups } from './apply-specs.js';
import type { EnginePorts, EngineState } from './engine-state.js';
import type { GroupOutcome, GroupRequest } from './ports.js';
import { groupsText, lookedAt, type TemplateRuntime, templateProblem } from './template-runtime.js';

/** A look that failed is repeated at the next call. */
const LOOK_EVERY = 5 * MINUTE;

/** Calls come at whole minutes, a little early or late. */
const ABOUT = MINUTE / 2;

/**
 * Looks for the label sets of templates for which that is due, and puts what has changed in force. When the source does not answer, or the
 * store refuses, all stays as it is until the next call.
 */
export async function findGroups(state: EngineState, ports: EnginePorts): Promise<void> {
  const at = ports.clock.now();
  const due = [...state.templates.values()].filter((template) => isDue(template, at));
  if (due.length === 0) return;
  const outcomes = await ports.source.findGroups(due.map((template) => requestOf(template, at)));
  await state.turns.run(async () => {
    try {
      await adopt(state, ports, due, outcomes, at);
    } catch (error) {
      ports.log.error('label sets could not be stored; it is tried again', { error: String(error) });
    }
  });
}

function isDue({ lookedAt: last, failure }: TemplateRuntime, at: number): boolean {
  return failure !== undefined || last === undefined || Math.abs(at - last) >= LOOK_EVERY - ABOUT;
}

function requestOf({ template: { slo, grouping } }: TemplateRuntime, at: number): GroupRequest {
  return { key: slo.id, total: slo.sli.total, labels: grouping.labels, from: at - VANISHED_AFTER, to: at };
}

async function adopt(
  state: EngineState,
  ports: EnginePorts,
  due: readonly TemplateRuntime[],
  outcomes: ReadonlyMap<string, GroupOutcome>,
  at: number,
): Promise<void> {
  const looked = due.flatMap((before) => {
    const { id } = before.template.slo;
    const outcome = outcomes.get(id);
    // A reload meanwhile may have put another one in its place, which is looked for anew.
    return outcome && state.templates.get(id) === before
      ? [{ id, before, after: lookedAt(before, outcome, at) }]
      : [];
  });
  const templates = new Map([...state.templates, ...looked.map(({ id, after }) => [id, after] as const)]);
  if (looked.some(({ before, after }) => after.groups !== before.groups)) {
    await applyGroups(state, ports, templates);
  } else {
    state.templates = templates;
  }
  for (const { before, after } of looked) tellChanges(ports.log, before, after);
}

function tellChanges(log: EnginePorts['log'], before: TemplateRuntime, after: TemplateRuntime): void {
  const { id } = after.template.slo;
  const problem = templateProblem(after);
  if (problem !== undefined && problem !== templateProblem(before)) log.warn(problem, { slo: id });
  const [was, is] = [before, after].map(
    ({ groups }) => new Map(groups.map((group) => [groupsText([group]), group])),
  );
  const changes = [...(is ?? [])].filter(([text]) => !was?.has(text)).map(([, group]) => group);
  const named = (gone: boolean) =>
    changes
      .filter(({ goneSince }) => (goneSince !== undefined) === gone)
      .map(({ labels }) => labelSetText(labels));
  if (changes.length > 0)
    log.info('label sets have changed', { slo: id, came: named(false), vanished: named(true) });
}
