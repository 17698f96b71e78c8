import type { Incident } from '../incident/incident.js';
import { personOf } from '../oncall/person-of.js';
import type { OnCallPlan } from '../oncall/plan.js';

/** Whom somebody follows who was called as a shadow only and has no role: his acknowledgement is no answer. Undefined for everybody else. */
export function answersAsShadow(
  { calls, roles }: Pick<Incident, 'calls' | 'roles'>,
  by: string,
  plan: OnCallPlan,
): string | undefined {
  const person = personOf(plan, by);
  if (person === undefined || Object.values(roles).includes(person)) return undefined;
  const own = calls.filter((call) => call.person === person);
  return own.some(({ shadowOf }) => shadowOf === undefined) ? undefined : own.at(-1)?.shadowOf;
}
