import type { OnCallPlan } from '../../../core/oncall/plan.js';
import { personOf } from '../../../core/oncall/person-of.js';

/** Who an event is about, or why that cannot be told. */
export type EventPerson = { readonly person: string } | { readonly why: string };

/** The attendee whose address is a contact of somebody, else the one whose name the summary says. */
export function eventPerson(plan: OnCallPlan, summary: string, attendees: readonly string[]): EventPerson {
  const attending = attendees.flatMap((address) => personOf(plan, address) ?? []);
  if (attending.length > 0) return theOne(attending, 'its attendees are');
  const whole = personOf(plan, summary);
  if (whole !== undefined) return { person: whole };
  const people = [...plan.people.values()];
  const byFullName = people.filter(({ fullName }) => says(summary, fullName));
  const found = byFullName.length > 0 ? byFullName : people.filter(({ name }) => says(summary, name));
  if (found.length > 0)
    return theOne(
      found.map(({ name }) => name),
      'its summary names',
    );
  const guests = attendees.length > 0 ? ` and ${attendees.join(', ')}` : '';
  return { why: `nobody in the on-call files goes by "${summary}"${guests}` };
}

function theOne(names: readonly string[], what: string): EventPerson {
  const [person, ...others] = new Set(names);
  if (person === undefined || others.length > 0)
    return { why: `${what} several people: ${[person, ...others].join(', ')}` };
  return { person };
}

/** Whether a text has a name in it, not as a part of a word. */
function says(text: string, name: string): boolean {
  const words = (value: string) =>
    ` ${value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return words(name).trim() !== '' && words(text).includes(words(name));
}
