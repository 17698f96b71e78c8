import type { Person, Team } from '../../core/oncall/plan.js';
import type { Findings } from '../firebreak/findings.js';
import { readDay, readZone } from './read-when.js';
import type { PersonSpec, TeamSpec } from './schema.js';

/** A person as the schema has passed them; undefined with the reasons in `at`. */
export function compilePerson(name: string, spec: PersonSpec, at: Findings): Person | undefined {
  const timeZone = readZone(spec.time_zone ?? 'UTC', ['time_zone'], at);
  const joined = spec.joined === undefined ? undefined : readDay(spec.joined, ['joined'], at);
  if (timeZone === undefined || (spec.joined !== undefined && !joined)) return undefined;
  const contacts = (spec.contacts ?? []).map(({ receiver, address }) => ({ receiver, address }));
  return { name, fullName: spec.name ?? name, timeZone, joined, contacts };
}

export function compileTeam(name: string, spec: TeamSpec): Team {
  const { members, lead, tiers = {}, services = [], escalation } = spec;
  return { name, members, lead, tiers, services, escalation };
}
