import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { tiersOf } from '../tiers-of-steps.js';
import type { TakenPolicy } from './escalations.js';
import type { PeopleByKey } from './people.js';

interface NamedTeam {
  readonly name: string;
  readonly members: readonly string[];
  readonly foreign: ForeignValue;
  readonly keys: readonly string[];
}

/** The names of teams that have somebody in them, before anything refers to them. */
export function nameTeams(draft: Draft, teams: readonly ForeignValue[], people: PeopleByKey): NamedTeam[] {
  return teams.flatMap((foreign) => {
    const keys = [foreign.at('id').text(), foreign.at('name').text()].flatMap((key) => key ?? []);
    const members = foreign
      .at('members')
      .list()
      .flatMap((member) => {
        const user = member.at('user');
        return people.get(user.at('username').text() ?? '') ?? people.get(user.at('id').text() ?? '') ?? [];
      });
    if (members.length > 0)
      return [{ name: draft.nameFor('team', keys.at(-1) ?? 'team'), members, foreign, keys }];
    draft.leaveOut(foreign, 'nobody of the export is in it, and it is left out; ask for each team by its id');
    return [];
  });
}

/** Teams with the escalation that they own. */
export function addTeams(draft: Draft, teams: readonly NamedTeam[], policies: readonly TakenPolicy[]): void {
  for (const { name, members, foreign, keys } of teams) {
    const own = policies.filter((policy) => {
      const owner = policy.foreign.at('ownerTeam');
      return [owner.at('id').text(), owner.at('name').text()].some((key) => keys.includes(key ?? ''));
    });
    const [policy, ...others] = own;
    for (const other of others)
      draft.note(other.foreign, `${name} has ${policy?.id ?? ''} already: a team has one policy`);
    draft.teams.set(name, {
      name,
      members: [...new Set(members)],
      lead: undefined,
      tiers: policy ? tiersOf(draft, foreign, policy.steps) : {},
      services: [],
      escalation: policy?.id,
    });
  }
}
