import { FirebreakError } from '../../core/errors.js';
import { whyNoTeam } from '../../core/oncall/doubts.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';

/** A team that the on-call files do not have calls nobody. */
export function refuseUnknownTeam(plan: OnCallPlan, team: string): void {
  const why = whyNoTeam(plan, team);
  if (why !== undefined) throw new FirebreakError('invalid-input', why);
}
