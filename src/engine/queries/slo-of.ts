import { FirebreakError } from '../../core/errors.js';
import type { Slo } from '../../core/slo/slo.js';
import { isOfTemplate, sloOfGroup } from '../../core/slo/slo-template.js';
import type { EngineState } from '../engine-state.js';

type Known = Pick<EngineState, 'runtimes' | 'elsewhere' | 'specs'>;

/** An SLO, whoever judges it. Rejects with `not-found`, and with `not-ready` where another replica judges it and the files here do not hold it. */
export function sloOf(state: Known, id: string): Slo {
  const slo = knownSlo(state, id);
  if (slo) return slo;
  if (!state.elsewhere.has(id)) throw new FirebreakError('not-found', `there is no SLO ${id}`);
  throw new FirebreakError(
    'not-ready',
    `another replica judges ${id}, and the SLO files of this one do not hold it: it can be told here once the files of all replicas are the same`,
  );
}

/** An SLO, whoever judges it; undefined where the files here do not hold one that another replica judges. */
export function knownSlo(state: Known, id: string): Slo | undefined {
  return state.runtimes.get(id)?.slo ?? sloOfOthers(state, id);
}

/** As the files here write it; the values of a label set are among the labels that are told of it. */
function sloOfOthers({ elsewhere, specs }: Known, id: string): Slo | undefined {
  const told = elsewhere.get(id)?.status;
  if (!told || !specs) return undefined;
  const plain = writtenIn(specs.slos).get(id);
  if (plain) return plain;
  for (const template of specs.templates.filter((each) => isOfTemplate(each, id))) {
    const set = template.grouping.labels.map((label) => [label, told.labels[label] ?? ''] as const);
    const slo = sloOfGroup(template, Object.fromEntries(set));
    if (slo?.id === id) return slo;
  }
  return undefined;
}

const written = new WeakMap<readonly Slo[], ReadonlyMap<string, Slo>>();

/** By their ids: a list of thousands asks for each of them. */
function writtenIn(slos: readonly Slo[]): ReadonlyMap<string, Slo> {
  const known = written.get(slos) ?? new Map(slos.map((slo) => [slo.id, slo]));
  written.set(slos, known);
  return known;
}
