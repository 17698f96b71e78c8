import { globMatches } from '../delivery/route.js';
import type { OnCallPlan, Team } from '../oncall/plan.js';
import type { OnCallTier } from '../oncall/tiers.js';
import { whoIsOnCall } from '../oncall/who-is-on-call.js';
import type { EscalationStep, EscalationTarget } from './escalation-policy.js';

/** Somebody whom a step calls, and as what: `primary on call of payments`. */
export interface CalledPerson {
  readonly person: string;
  readonly as: string;
  readonly shadowOf: string | undefined;
}

export interface Called {
  /** Each once, and nobody as a shadow who is called anyway. */
  readonly people: readonly CalledPerson[];
  readonly receivers: readonly string[];
  /** Why a target reaches nobody. */
  readonly nobody: readonly string[];
}

/** What a team is asked for: a service, or what somebody has given to a team. */
export interface Owned {
  readonly service: string;
  readonly team: string | undefined;
}

/** The team that owns it: the one that was named, else the first whose services have it. */
export function teamOf(plan: OnCallPlan, { service, team }: Owned): Team | undefined {
  return plan.teams.get(team ?? '') ?? teamsFor(plan, service)[0];
}

/** True when it is called for already: handed to that team, nobody new is to be called. */
export function isOwnedBy(team: string, plan: OnCallPlan, owned: Owned): boolean {
  return teamOf(plan, owned)?.name === team;
}

/** The teams that name a service, and only where none does those whose pattern fits. The first is called. */
export function teamsFor({ teams }: Pick<OnCallPlan, 'teams'>, service: string): Team[] {
  const all = [...teams.values()];
  const naming = all.filter(({ services }) => services.includes(service));
  if (naming.length > 0) return naming;
  return all.filter(({ services }) => services.some((glob) => globMatches(glob, service)));
}

/** Whom a step calls at an instant. */
export function whoIsCalled(
  plan: OnCallPlan,
  step: Pick<EscalationStep, 'targets'>,
  owned: Owned,
  at: number,
): Called {
  const people: CalledPerson[] = [];
  const receivers: string[] = [];
  const nobody: string[] = [];
  for (const target of step.targets) {
    const found = target.kind === 'receiver' ? target.receiver : peopleOf(plan, target, owned, at);
    if (typeof found === 'string') receivers.push(found);
    else if ('nobody' in found) nobody.push(found.nobody);
    else people.push(...found.people);
  }
  const answering = people.filter(({ shadowOf }) => shadowOf === undefined);
  const names = new Set(answering.map(({ person }) => person));
  const shadows = people.filter(({ person, shadowOf }) => shadowOf !== undefined && !names.has(person));
  return {
    people: [...firstOfEach(answering), ...firstOfEach(shadows)],
    receivers: [...new Set(receivers)],
    nobody,
  };
}

type Found = { readonly people: readonly CalledPerson[] } | { readonly nobody: string };

function peopleOf(
  plan: OnCallPlan,
  target: Exclude<EscalationTarget, { kind: 'receiver' }>,
  owned: Owned,
  at: number,
): Found {
  switch (target.kind) {
    case 'person':
      return plan.people.has(target.person)
        ? { people: [{ person: target.person, as: 'by name', shadowOf: undefined }] }
        : { nobody: `there is no ${target.person}` };
    case 'schedule':
      return onCallOf(plan, target.schedule, `on call in ${target.schedule}`, at);
    case 'tier': {
      const team = target.team === undefined ? teamOf(plan, owned) : plan.teams.get(target.team);
      return team ? onCallOfTier(plan, team, target.tier, at) : { nobody: `no team owns ${owned.service}` };
    }
    case 'team': {
      const members = plan.teams.get(target.team)?.members ?? [];
      return members.length === 0
        ? { nobody: `nobody is in ${target.team}` }
        : {
            people: members.map((person) => ({ person, as: `one of ${target.team}`, shadowOf: undefined })),
          };
    }
  }
}

/** Who answers for a tier of a team at an instant, with those who follow them. */
export function onCallOfTier(plan: OnCallPlan, team: Team, tier: OnCallTier, at: number): Found {
  const schedule = team.tiers[tier];
  return schedule === undefined
    ? { nobody: `${team.name} has no ${tier}` }
    : onCallOf(plan, schedule, `${tier} on call of ${team.name}`, at);
}

function onCallOf({ schedules }: OnCallPlan, id: string, as: string, at: number): Found {
  const schedule = schedules.get(id);
  const onCall = schedule && whoIsOnCall(schedule, at);
  if (!onCall) return { nobody: `nobody is ${as}` };
  const { person, shadows } = onCall;
  return {
    people: [
      { person, as, shadowOf: undefined },
      ...shadows.map((shadow) => ({ person: shadow, as: `shadow of ${person}`, shadowOf: person })),
    ],
  };
}

function firstOfEach(people: readonly CalledPerson[]): CalledPerson[] {
  return people.filter(({ person }, index) => people.findIndex((each) => each.person === person) === index);
}
