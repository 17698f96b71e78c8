import type { Slo } from '../../core/slo/slo.js';
import type { Found } from '../dialect.js';
import type { SloField } from '../fields/field.js';

/** An SLO, or a template with its grouping. */
export type Spoken = Pick<Found, 'slo' | 'grouping'>;

/** What the files of a tool cannot say of an SLO, and which of its fields it is. */
export interface Obstacle {
  readonly field: SloField;
  /** After "a file of openslo": `cannot say its owner as it is`. */
  readonly lost: string;
  readonly mend?: string;
}

/** The document that stands for an SLO, with those that stand in it besides, or what is in the way. */
export type Putting =
  | { readonly document: object; readonly holds?: readonly Slo[] }
  | { readonly obstacle: Obstacle };

/** How a tool's files say an SLO; `lookUp` finds the parts of composites. */
export interface Form {
  readonly put: (spoken: Spoken, lookUp: (id: string) => Slo | undefined) => Putting;
  /** What is said in another way, with words for it; undefined where nothing has to be. */
  readonly adapt?: (slo: Slo) => { readonly slo: Slo; readonly told: string } | undefined;
}

/** An indicator that no query of files can say. */
export function noIndicator({ sli }: Slo): Obstacle {
  return { field: 'bad', lost: `has no way to write its indicator "${sli.name}" (${sli.derivation.kind})` };
}
