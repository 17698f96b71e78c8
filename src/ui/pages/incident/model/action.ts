import type { Step } from '../../../words/incidents.js';

/** A field of a dialog. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'choice' | 'numbers';
  readonly hint?: string;
  readonly optional?: true;
  readonly initial?: string;
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** What is suggested; other words are taken too. */
  readonly suggested?: readonly string[];
}

/** Something that can be asked of the daemon, by a button, a key, or the list of commands. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** One key that begins it. */
  readonly key?: string;
  readonly group: (typeof GROUPS)[number];
  /** The guard's reason why not now. */
  readonly refused: string | null;
  /** The end of the command's path, or a whole one. */
  readonly path: string;
  readonly fields: readonly FieldSpec[];
  /** What is sent besides the fields. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** What the dialog's button says. */
  readonly does: string;
  readonly danger?: true;
}

export const GROUPS = [
  'Move on',
  'Work',
  'Severity',
  'People',
  'Vendors',
  'Partners',
  'Related',
  'End',
] as const;

/** The guard's reason why a step is refused now; null when it is not. */
export type RefusedOf = (step: Step) => string | null;

export const line = (name: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  label,
  kind: 'line',
  ...more,
});

/** The body of an action's request; fields that were left empty are left out. */
export function bodyOf(
  { fields, fixed }: Pick<Action, 'fields' | 'fixed'>,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const said = fields.flatMap(({ name, kind }) => {
    const value = (values[name] ?? '').trim();
    return value === '' ? [] : [[name, kind === 'numbers' ? numbersIn(value) : value] as const];
  });
  return { ...fixed, ...Object.fromEntries(said) };
}

function numbersIn(text: string): readonly number[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
}

/** The values that a dialog begins with. */
export function initialValues(fields: readonly FieldSpec[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.map(({ name, initial, options }) => [name, initial ?? options?.[0]?.[0] ?? '']),
  );
}
