import { namesIn } from '../access/actor.js';
import type { OnCallPlan } from './plan.js';

/** The person who goes by a name, a full name or an address at a receiver, whatever the case; undefined for nobody in the plan. */
export function personOf({ people }: OnCallPlan, called: string): string | undefined {
  const wanted = called.trim().toLowerCase();
  const goesBy = (text: string | undefined) => text?.toLowerCase() === wanted;
  for (const { name, fullName, contacts } of people.values())
    if (goesBy(name) || goesBy(fullName) || contacts.some(({ address }) => goesBy(address))) return name;
  return undefined;
}

/** Whoever is behind what a timeline says of who acted, be it with a token: `ci for maria`. */
export function personBehind(plan: OnCallPlan, by: string): string | undefined {
  for (const name of namesIn(by)) {
    const person = personOf(plan, name);
    if (person !== undefined) return person;
  }
  return undefined;
}
