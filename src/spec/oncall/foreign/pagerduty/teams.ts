import type { Team } from '../../../../core/oncall/plan.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { tiersOf } from '../tiers-of-steps.js';
import type { TakenPolicy } from './escalations.js';
import type { PeopleById } from './people.js';

/** Teams with those who are in them by their own word or by the members of the team, and the policy that names them. */
export function addTeams(
  draft: Draft,
  teams: readonly ForeignValue[],
  users: readonly ForeignValue[],
  people: PeopleById,
  policies: readonly TakenPolicy[],
): void {
  const seen = new Set<string>();
  for (const team of teams) {
    const key = team.at('id').text();
    if (key === undefined || seen.has(key)) continue;
    seen.add(key);
    const name = draft.nameFor('team', team.at('name').text() ?? team.at('summary').text() ?? key);
    const members = membersOf(team, key, users, people);
    const own = policies.filter(({ foreign }) => refersTo(foreign.at('teams'), key));
    const [policy] = own;
    for (const { foreign } of own.slice(1))
      draft.note(foreign.at('teams'), `${name} has ${policy?.id ?? ''} already: a team has one policy`);
    if (members.length === 0) {
      draft.leaveOut(team, 'nobody of the export is in it, and it is left out');
      continue;
    }
    const added: Team = {
      name,
      members: [...new Set(members.map(({ person }) => person))],
      lead: members.find(({ lead }) => lead)?.person,
      tiers: policy ? tiersOf(draft, team, policy.steps) : {},
      services: own.flatMap(({ foreign }) => servicesOf(foreign)),
      escalation: policy?.id,
    };
    draft.teams.set(name, added);
  }
}

function membersOf(team: ForeignValue, key: string, users: readonly ForeignValue[], people: PeopleById) {
  const told = team.at('members').list();
  const byTeam = told.map((each) => ({
    id: each.at('user').at('id').text(),
    lead: each.at('role').text() === 'manager',
  }));
  const byUser = users
    .filter((user) => refersTo(user.at('teams'), key))
    .map((user) => ({ id: user.at('id').text(), lead: false }));
  return [...byTeam, ...byUser].flatMap(({ id, lead }) => {
    const person = people.get(id ?? '');
    return person === undefined ? [] : [{ person, lead }];
  });
}

function servicesOf(policy: ForeignValue): string[] {
  return policy
    .at('services')
    .list()
    .flatMap((service) => service.at('summary').text() ?? service.at('name').text() ?? []);
}

function refersTo(references: ForeignValue, key: string): boolean {
  return references.list().some((each) => each.at('id').text() === key);
}
