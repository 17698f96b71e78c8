import type { Slo } from '../core/slo/slo.js';
import type { SloField } from '../spec/fields/field.js';
import type { Problem } from '../spec/problem.js';

/** What a person has to know of a rule, wherever its findings come from. */
export interface RuleWords {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly severity: Problem['severity'];
  /** What is found, in a few words. */
  readonly title: string;
  /** Why it matters, and what is looked at. */
  readonly explanation: string;
}

/** What a rule found of one SLO. */
export interface Finding {
  readonly slo: Slo;
  readonly field: SloField;
  readonly message: string;
  readonly mend: string;
}

/** A rule that needs the files alone. All SLOs are handed in at once, because some faults lie between two of them. */
export interface StaticRule extends RuleWords {
  readonly check: (slos: readonly Slo[]) => readonly Finding[];
}
