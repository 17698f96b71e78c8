import { FirebreakError } from '../../core/errors.js';
import { whyNoTeam, whyNoVendor } from '../../core/oncall/doubts.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';

/** A team that the on-call files do not have calls nobody. */
export function refuseUnknownTeam(plan: OnCallPlan, team: string): void {
  refuse(whyNoTeam(plan, team));
}

/** Nobody knows how one is reached that the on-call files do not have. */
export function refuseUnknownVendor(plan: OnCallPlan, vendor: string): void {
  refuse(whyNoVendor(plan, vendor));
}

function refuse(why: string | undefined): void {
  if (why !== undefined) throw new FirebreakError('invalid-input', why);
}
