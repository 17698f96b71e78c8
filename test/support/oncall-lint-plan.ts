import type { EscalationPolicy } from '../../src/core/escalation/escalation-policy.js';
import type { OnCallFinding } from '../../src/core/oncall/lint/finding.js';
import { lintPlan } from '../../src/core/oncall/lint/lint-plan.js';
import type { OnCallPlan, Person, Team } from '../../src/core/oncall/plan.js';
import type { Layer, Rotation, Schedule } from '../../src/core/oncall/schedule.js';
import { HOUR, MINUTE } from '../../src/core/time/duration.js';

/** A Monday morning before the first handoff of the day. */
export const NOW = Date.parse('2026-03-02T06:00:00Z');

export const PEOPLE = ['ana', 'ben', 'cem', 'dia'];

/** Somebody who is reached in two ways. */
export function soundPerson(name: string, changed: Partial<Person> = {}): Person {
  const contacts = ['mail', 'sms'].map((receiver) => ({ receiver, address: `${name}@${receiver}` }));
  return { name, fullName: name, timeZone: 'Europe/Berlin', joined: undefined, contacts, ...changed };
}

/** Weekly, on Mondays at 10:00. */
export function soundLayer(
  changed: Partial<Omit<Layer, 'rotation'>> & { rotation?: Partial<Rotation> } = {},
): Layer {
  const { rotation, ...rest } = changed;
  return {
    name: 'weekly',
    hours: [],
    until: undefined,
    ...rest,
    rotation: {
      people: PEOPLE,
      from: { year: 2026, month: 0, day: 5 },
      handoff: 10 * HOUR,
      days: 7,
      ...rotation,
    },
  };
}

export function soundSchedule(id: string, changed: Partial<Schedule> = {}): Schedule {
  return {
    id,
    timeZone: 'Europe/Berlin',
    layers: [soundLayer()],
    overrides: [],
    leaves: [],
    covers: {},
    shadows: [],
    ...changed,
  };
}

export interface PlanParts {
  readonly people?: readonly Person[];
  readonly schedules?: readonly Schedule[];
  readonly teams?: readonly Team[];
  readonly escalations?: readonly EscalationPolicy[];
}

export const SOUND_ESCALATION: EscalationPolicy = {
  id: 'ladder',
  steps: [
    { targets: [{ kind: 'tier', tier: 'primary', team: undefined }], timeout: 5 * MINUTE },
    { targets: [{ kind: 'tier', tier: 'secondary', team: undefined }], timeout: 10 * MINUTE },
    { targets: [{ kind: 'person', person: 'mona' }], timeout: 15 * MINUTE },
  ],
  repeat: 0,
  ticketsQuiet: true,
};

export const SOUND_TEAM: Team = {
  name: 'payments',
  members: PEOPLE,
  lead: 'mona',
  tiers: { primary: 'primary', secondary: 'secondary' },
  services: ['checkout*'],
  escalation: 'ladder',
};

/** The secondary is who comes after the next, so that both never meet. */
const SECONDARY = soundSchedule('secondary', {
  layers: [soundLayer({ rotation: { people: ['eli', 'fay', 'gus', 'hua'] } })],
});

/** A plan that no rule has anything to say of, but for what is changed. */
export function planOf(parts: PlanParts = {}): OnCallPlan {
  const names = [...PEOPLE, 'eli', 'fay', 'gus', 'hua', 'mona'];
  const people = [...names.map((name) => soundPerson(name)), ...(parts.people ?? [])];
  const schedules = [soundSchedule('primary'), SECONDARY, ...(parts.schedules ?? [])];
  const teams = parts.teams ?? [SOUND_TEAM];
  const escalations = parts.escalations ?? [SOUND_ESCALATION];
  return {
    people: new Map(people.map((each) => [each.name, each])),
    schedules: new Map(schedules.map((each) => [each.id, each])),
    teams: new Map(teams.map((each) => [each.name, each])),
    escalations: new Map(escalations.map((each) => [each.id, each])),
    vendors: new Map(),
  };
}

export function findingsOf(parts: PlanParts, at = NOW): OnCallFinding[] {
  return lintPlan(planOf(parts), at);
}

/** What is found under one code, as `path: message`. */
export function told(parts: PlanParts, code: string, at = NOW): string[] {
  return findingsOf(parts, at)
    .filter((finding) => finding.code === code)
    .map(({ severity, subject, message }) => `${severity} ${subject.join('.')}: ${message}`);
}
