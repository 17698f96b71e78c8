import type { SpecFile } from '../../../problem.js';
import { Draft, type Imported } from '../draft.js';
import { readExports } from '../read-exports.js';
import { addEscalations } from './escalations.js';
import { objectsOf } from './objects.js';
import { addPeople } from './people.js';
import { addSchedules } from './schedules.js';
import { addTeams, nameTeams } from './teams.js';

/**
 * What answers of Opsgenie's REST API, or files of its backup tool, say of who is called: users, teams, schedules with their rotations,
 * overrides and escalations, in any number of files.
 * @param at now (epoch ms); what has ended by then is left out
 */
export function importOpsgenie(files: readonly SpecFile[], at: number): Imported {
  const { roots, notes } = readExports(files);
  const draft = new Draft();
  draft.notes.push(...notes);
  const objects = objectsOf(draft, roots);
  const people = addPeople(draft, objects.users);
  const schedules = addSchedules(draft, objects.schedules, objects.overrides, people, at);
  const teams = nameTeams(draft, objects.teams, people);
  const names = new Map(teams.flatMap(({ name, keys }) => keys.map((key) => [key, name] as const)));
  const policies = addEscalations(draft, objects.escalations, { people, schedules, teams: names });
  addTeams(draft, teams, policies);
  return draft.result();
}
