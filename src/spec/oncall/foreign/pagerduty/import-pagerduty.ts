import type { SpecFile } from '../../../problem.js';
import { Draft, type Imported } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { readExports } from '../read-exports.js';
import { addEscalations } from './escalations.js';
import { addPeople } from './people.js';
import { addSchedules } from './schedules.js';
import { addTeams } from './teams.js';

/**
 * What answers of PagerDuty's REST API say of who is called: users, teams, schedules and escalation policies, as lists (`schedules`) or one by
 * one (`schedule`), in any number of files.
 * @param at now (epoch ms); what has ended by then is left out
 */
export function importPagerDuty(files: readonly SpecFile[], at: number): Imported {
  const { roots, notes } = readExports(files);
  const draft = new Draft();
  draft.notes.push(...notes);
  const objects = (plural: string, singular: string): ForeignValue[] =>
    roots.flatMap((root) => [...root.at(plural).list(), ...(root.has(singular) ? [root.at(singular)] : [])]);
  const people = addPeople(draft, objects('users', 'user'));
  const schedules = addSchedules(draft, objects('schedules', 'schedule'), looseOverrides(roots), people, at);
  const escalations = addEscalations(
    draft,
    objects('escalation_policies', 'escalation_policy'),
    people,
    schedules,
  );
  addTeams(draft, objects('teams', 'team'), objects('users', 'user'), people, escalations);
  if (roots.length > 0 && draft.people.size + draft.schedules.size + draft.escalations.size === 0)
    draft.leaveOut(
      { path: files[0]?.path ?? '' },
      'there are no users, schedules and escalation_policies in it',
    );
  return draft.result();
}

/** Answers of GET /schedules/{id}/overrides, which do not say whose they are. */
function looseOverrides(roots: readonly ForeignValue[]): ForeignValue[] {
  return roots.flatMap((root) => root.at('overrides').list());
}
