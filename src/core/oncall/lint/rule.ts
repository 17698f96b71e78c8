import type { OnCallPlan } from '../plan.js';
import type { Shift } from '../shifts.js';
import type { OnCallFinding, OnCallSeverity } from './finding.js';
import type { Handover } from './handovers.js';

/** What rules look at: a plan, and who answers by it in the weeks to come. */
export interface Roster {
  readonly plan: OnCallPlan;
  /** Now, and where the weeks that are looked at end (epoch ms). */
  readonly at: number;
  readonly to: number;
  /** Of each schedule by its id; from four weeks before, so that who is at it already is seen as such. */
  readonly shifts: ReadonlyMap<string, readonly Shift[]>;
  /** Of each schedule by its id, from now on; overrides, leave and covers aside. */
  readonly handovers: ReadonlyMap<string, readonly Handover[]>;
}

/** Found where severity and code are those of the rule. */
export type Found = Omit<OnCallFinding, 'code' | 'severity'> & Partial<Pick<OnCallFinding, 'severity'>>;

export interface OnCallRule {
  /** Stable, in kebab-case. */
  readonly code: string;
  readonly severity: OnCallSeverity;
  /** What is found, in a few words. */
  readonly title: string;
  /** Why it matters. */
  readonly explanation: string;
  readonly check: (roster: Roster) => readonly Found[];
}
