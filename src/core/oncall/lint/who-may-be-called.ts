import type { EscalationTarget } from '../../escalation/escalation-policy.js';
import type { OnCallPlan } from '../plan.js';
import { liveLayers } from './live-layers.js';
import type { Roster } from './rule.js';

/** Everybody whom a page may have to reach, each with why: those who answer, stand in or follow, and those whom an escalation names. */
export function whoMayBeCalled(roster: Pick<Roster, 'plan' | 'at'>): ReadonlyMap<string, string> {
  const { plan, at } = roster;
  const why = new Map<string, string>();
  const add = (person: string, reason: string) => {
    if (!why.has(person)) why.set(person, reason);
  };
  for (const { schedule, layer } of liveLayers(roster))
    for (const person of layer.rotation.people) add(person, `takes turns in ${schedule.id}`);
  for (const { id, covers, overrides, shadows } of plan.schedules.values()) {
    for (const person of Object.values(covers).flat()) add(person, `stands in for others in ${id}`);
    for (const { person, to } of overrides) if (to > at) add(person, `has an override in ${id}`);
    for (const { person, to } of shadows) if (to > at) add(person, `is a shadow in ${id}`);
  }
  for (const { id, steps } of plan.escalations.values())
    for (const target of steps.flatMap(({ targets }) => targets))
      for (const person of named(plan, target)) add(person, `is called by ${id}`);
  return why;
}

/** Those who are in no schedule, or need not be. */
function named({ teams }: OnCallPlan, target: EscalationTarget): readonly string[] {
  if (target.kind === 'person') return [target.person];
  return target.kind === 'team' ? (teams.get(target.team)?.members ?? []) : [];
}
