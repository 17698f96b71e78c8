import { stringify } from 'yaml';
import type { Slo } from '../../core/slo/slo.js';
import { placeFields, type PlaceField } from '../fields/place-fields.js';
import type { Problem } from '../problem.js';
import { FIREBREAK_FORM } from './firebreak.js';
import type { Form as FormOfTool, Obstacle, Spoken } from './form.js';
import { lostIn, lostInRest } from './lost.js';
import { OPENSLO_FORM } from './openslo.js';

/** The tools whose files can be written. */
const FORMS = { firebreak: FIREBREAK_FORM, openslo: OPENSLO_FORM } as const satisfies Record<
  string,
  FormOfTool
>;
export type Form = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS);

/** SLOs as files say them, and what could not be said, or only in another way. */
export interface Written {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What became of an SLO: its document, or all that is in the way of one. */
interface Outcome {
  readonly slo: Slo;
  readonly text: string;
  readonly obstacles: readonly Obstacle[];
  readonly told: string | undefined;
  /** Other SLOs that the document stands for besides. */
  readonly holds: readonly Slo[];
}

/**
 * SLOs and templates as files of a tool, a document for each. Each is read again, and left out with an error for each thing that it would not mean as it
 * does now: nothing gets lost on the way.
 */
export function writeSlos(
  spoken: readonly Spoken[],
  form: Form,
  place: PlaceField = placeFields([]),
): Written {
  const outcomes = new Map<string, Outcome>();
  const bySort = [...spoken].sort((a, b) => Number(!!a.slo.composite) - Number(!!b.slo.composite));
  for (const each of bySort) outcomes.set(each.slo.id, writeOne(each, { form, spoken, outcomes }));
  const held = new Set([...outcomes.values()].flatMap(({ holds }) => holds.map(({ id }) => id)));
  const written = spoken
    .flatMap(({ slo }) => outcomes.get(slo.id) ?? [])
    .filter(({ slo }) => !held.has(slo.id));
  return {
    text: written.flatMap(({ text }) => (text === '' ? [] : [text])).join('---\n'),
    problems: written.flatMap(({ slo, obstacles, told }) => [
      ...obstacles.map((obstacle) => unwritten(slo, obstacle, form, place)),
      ...(told === undefined ? [] : [adapted(slo, told, place)]),
    ]),
  };
}

interface Work {
  readonly form: Form;
  readonly spoken: readonly Spoken[];
  /** Of the SLOs before this one; composites come last. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

function writeOne(given: Spoken, { form, spoken, outcomes }: Work): Outcome {
  const tool: FormOfTool = FORMS[form];
  const other = tool.adapt?.(given.slo);
  const each = other ? { ...given, slo: other.slo } : given;
  const putting = tool.put(each, (id) => spoken.find(({ slo }) => slo.id === id)?.slo);
  const outcome = { slo: given.slo, told: undefined, holds: [] };
  if ('obstacle' in putting) {
    return { ...outcome, text: '', obstacles: [putting.obstacle, ...lostInRest(each, tool)] };
  }
  const { document, holds = [] } = putting;
  const text = stringify(document, { lineWidth: 110 });
  const parts = (each.slo.composite?.parts ?? []).filter(
    ({ sloId }) => !holds.some(({ id }) => id === sloId),
  );
  const missing = parts.filter(({ sloId }) => (outcomes.get(sloId)?.text ?? '') === '');
  if (missing.length > 0) {
    return { ...outcome, text: '', obstacles: missing.map(({ sloId }) => partMissing(sloId)) };
  }
  const beside = parts.map(({ sloId }) => outcomes.get(sloId)?.text ?? '');
  const twice = holds.filter(({ id }) =>
    [...outcomes.values()].some((done) => done.holds.some((of) => of.id === id)),
  );
  const lost = [
    ...lostIn({ text, beside }, [each, ...holds.map((slo) => ({ slo }))], tool),
    ...twice.map(({ id }) => partTwice(id)),
  ];
  return lost.length > 0
    ? { ...outcome, text: '', obstacles: lost }
    : { ...outcome, text, obstacles: [], told: other?.told, holds };
}

function partMissing(id: string): Obstacle {
  return { field: 'slo', lost: `cannot say it without its part ${id}`, mend: `see what is said of ${id}` };
}

function partTwice(id: string): Obstacle {
  return { field: 'slo', lost: `cannot say ${id} in two composites`, mend: 'write one of them by hand' };
}

function unwritten(slo: Slo, { field, lost, mend }: Obstacle, form: Form, place: PlaceField): Problem {
  return place(slo, field, {
    code: 'cannot-be-written',
    message: `${slo.id}: a file of ${form} ${lost}`,
    mend: mend ?? 'take that out of it, or write this SLO by hand',
  });
}

function adapted(slo: Slo, told: string, place: PlaceField): Problem {
  return place(slo, 'slo', {
    code: 'written-otherwise',
    severity: 'warning',
    message: `${slo.id}: ${told}`,
    mend: 'leave it, if that is what is meant',
  });
}
