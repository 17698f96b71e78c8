import type { ContactRoute, Person } from './plan.js';

/** A contact of somebody, and what it is called: its receiver, and `mail:2` for the second one there. */
export interface NamedRoute extends ContactRoute {
  readonly route: string;
}

export function contactRoutes({ contacts }: Pick<Person, 'contacts'>): NamedRoute[] {
  return contacts.map((contact, index) => {
    const before = contacts.slice(0, index).filter(({ receiver }) => receiver === contact.receiver).length;
    return { ...contact, route: before === 0 ? contact.receiver : `${contact.receiver}:${before + 1}` };
  });
}

/** What the digest of a contact is made of. */
export function contactText(person: string, { receiver, address }: ContactRoute): string {
  return JSON.stringify([person, receiver, address ?? null]);
}
