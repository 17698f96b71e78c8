import { FirebreakError } from '../../core/errors.js';
import { whyNoTeam, whyNoVendor } from '../../core/oncall/doubts.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import type { AskedCommand } from './work-on-incident.js';

/** A team that the on-call files do not have calls nobody. */
export function refuseUnknownTeam(plan: OnCallPlan, team: string): void {
  refuse(whyNoTeam(plan, team));
}

/** What somebody asks for, where it names what the on-call files do not have. */
export function refuseUnknownName(plan: OnCallPlan, asked: AskedCommand): void {
  if (asked.kind === 'set-team') refuse(whyNoTeam(plan, asked.team));
  if (asked.kind === 'open-vendor-case') refuse(whyNoVendor(plan, asked.vendor));
}

function refuse(why: string | undefined): void {
  if (why !== undefined) throw new FirebreakError('invalid-input', why);
}
