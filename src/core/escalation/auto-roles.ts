import type { Incident } from '../incident/incident.js';
import type { IncidentRole } from '../incident/phases.js';
import type { IncidentPolicy } from '../incident/policy.js';
import { holdsAnother, needsFullCrew } from '../incident/roles.js';
import type { OnCallPlan } from '../oncall/plan.js';
import type { OnCallTier } from '../oncall/tiers.js';
import { onCallOfTier, teamOf } from './who-is-called.js';

interface FilledRole {
  readonly role: IncidentRole;
  readonly to: string;
  readonly text: string;
}

/** Who takes which role by being on call. Nobody is made to speak or to write who has not been asked: those roles are taken by people. */
const BY_TIER: readonly (readonly [IncidentRole, readonly OnCallTier[]])[] = [
  ['commander', ['secondary', 'primary']],
  ['technical-lead', ['primary', 'secondary']],
];

/** Open roles that those on call of the team that owns the service take; a role that somebody holds stays his. */
export function rolesFromOnCall(
  incident: Incident,
  incidents: IncidentPolicy,
  plan: OnCallPlan,
  at: number,
): FilledRole[] {
  const team = teamOf(plan, incident);
  if (!team) return [];
  const full = needsFullCrew(incident, incidents);
  const filled: FilledRole[] = [];
  let { roles } = incident;
  const wanted = full ? BY_TIER : [['commander', ['primary']] as const];
  for (const [role, tiers] of wanted) {
    if (roles[role] !== undefined) continue;
    for (const tier of tiers) {
      const found = onCallOfTier(plan, team, tier, at);
      const person = 'people' in found ? found.people[0]?.person : undefined;
      if (person === undefined || (full && holdsAnother({ ...incident, roles }, role, person))) continue;
      roles = { ...roles, [role]: person };
      filled.push({ role, to: person, text: `${person} is ${role}: ${tier} on call of ${team.name}` });
      break;
    }
  }
  return filled;
}
