import type { OnCallPlan } from './plan.js';

/** The person who goes by a name, a full name or an address at a receiver, whatever the case; undefined for nobody in the plan. */
export function personOf({ people }: OnCallPlan, called: string): string | undefined {
  const wanted = called.trim().toLowerCase();
  const goesBy = (text: string | undefined) => text?.toLowerCase() === wanted;
  for (const { name, fullName, contacts } of people.values())
    if (goesBy(name) || goesBy(fullName) || contacts.some(({ address }) => goesBy(address))) return name;
  return undefined;
}
