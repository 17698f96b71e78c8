import type { EscalationTarget } from '../../escalation/escalation-policy.js';
import type { Team } from '../plan.js';
import type { Roster } from './rule.js';

/** Why a target reaches nobody in all of the weeks that are looked at; undefined where it does reach somebody. */
export function whyNobody(roster: Roster, policy: string, target: EscalationTarget): string | undefined {
  const { plan } = roster;
  switch (target.kind) {
    // Whether the configuration has it is told when it is read.
    case 'receiver':
      return undefined;
    case 'person':
      return whyNotPeople(roster, [target.person], target.person);
    case 'schedule':
      return whyNotSchedule(roster, target.schedule);
    case 'team':
      return whyNotPeople(roster, plan.teams.get(target.team)?.members ?? [], target.team);
    case 'tier': {
      const reasons = teamsOf(roster, policy, target.team).map((team) =>
        whyNotTier(roster, team, target.tier),
      );
      // It has to reach somebody for every team that goes by the policy.
      return reasons.length === 0
        ? `no team has a ${target.tier}`
        : reasons.find((each) => each !== undefined);
    }
  }
}

/** Whose tier is meant: of a team that is named, else of all that go by the policy, else of any. */
function teamsOf({ plan }: Roster, policy: string, named: string | undefined): readonly Team[] {
  const teams = [...plan.teams.values()];
  if (named !== undefined) return teams.filter(({ name }) => name === named);
  const own = teams.filter(({ escalation }) => escalation === policy);
  return own.length > 0 ? own : teams;
}

function whyNotTier(roster: Roster, { name, tiers }: Team, tier: keyof Team['tiers']): string | undefined {
  const schedule = tiers[tier];
  return schedule === undefined ? `${name} has no ${tier}` : whyNotSchedule(roster, schedule);
}

function whyNotSchedule(roster: Roster, id: string): string | undefined {
  const shifts = roster.shifts.get(id);
  // A name that nothing has is an error of the files, and then what names it is not in the plan.
  if (!shifts) return `the schedule ${id} is broken, and not in force`;
  const people = shifts.filter(({ to }) => to > roster.at).flatMap(({ onCall }) => onCall?.person ?? []);
  return people.length === 0 ? `nobody answers in ${id}` : whyNotPeople(roster, people, id);
}

/** @param called what the plan calls them together */
function whyNotPeople({ plan }: Roster, people: readonly string[], called: string): string | undefined {
  if (people.some((name) => (plan.people.get(name)?.contacts.length ?? 0) > 0)) return undefined;
  return people.length === 0 ? `nobody is in ${called}` : `nobody in ${called} has a contact`;
}
