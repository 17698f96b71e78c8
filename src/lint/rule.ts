import type { Slo } from '../core/slo/slo.js';
import type { SloField } from '../spec/fields/field.js';
import type { Problem } from '../spec/problem.js';
import type { LiveFacts, Need } from './live-facts.js';

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

/** Looks at the files alone. All SLOs are handed in at once, because some faults lie between two of them. */
export type StaticCheck = (slos: readonly Slo[]) => readonly Finding[];

/** Looks at what a Prometheus holds of one SLO. */
export interface LiveCheck {
  readonly needs: readonly Need[];
  readonly check: (slo: Slo, facts: LiveFacts) => readonly Finding[];
}

/** A rule that looks at files, at a Prometheus, or at both. */
export interface Rule extends RuleWords {
  readonly check?: StaticCheck;
  readonly live?: LiveCheck;
}
