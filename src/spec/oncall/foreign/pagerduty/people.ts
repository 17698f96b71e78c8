import type { ContactRoute } from '../../../../core/oncall/plan.js';
import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { zoneOf } from '../zone.js';

/** The names of people by PagerDuty's ids. */
export type PeopleById = ReadonlyMap<string, string>;

/** Users become people, reached by mail: nothing else of theirs is an address of a receiver. */
export function addPeople(draft: Draft, users: readonly ForeignValue[]): PeopleById {
  const byId = new Map<string, string>();
  for (const user of users) {
    const id = user.at('id').text();
    if (id === undefined || byId.has(id)) continue;
    const fullName = user.at('name').text() ?? user.at('summary').text() ?? id;
    const email = user.at('email').text();
    const name = draft.nameFor('person', email?.split('@')[0] ?? fullName);
    byId.set(id, name);
    draft.people.set(name, {
      name,
      fullName,
      timeZone: zoneOf(draft, user.at('time_zone')),
      joined: undefined,
      contacts: contactsOf(draft, user, email),
    });
    if (user.at('notification_rules').list().length > 0)
      draft.note(
        user.at('notification_rules'),
        'all contacts of a person are used at once, whatever the urgency',
      );
  }
  return byId;
}

function contactsOf(draft: Draft, user: ForeignValue, email: string | undefined): ContactRoute[] {
  const addresses = new Set<string>();
  for (const method of user.at('contact_methods').list()) {
    const address = method.at('address').text();
    const type = method.at('type').text() ?? 'contact of no type';
    if (type === 'email_contact_method' && address !== undefined) addresses.add(address);
    else if (type.endsWith('_reference') || address === undefined)
      draft.note(
        method,
        `the address of this ${type} is not in the export; ask with include[]=contact_methods`,
      );
    else draft.note(method, `a ${type} is no address of a receiver: give the person a contact for it`);
  }
  if (addresses.size === 0 && email !== undefined) addresses.add(email);
  return [...addresses].map((address) => ({ receiver: 'email', address }));
}

/** The name of a user that is referred to; undefined, and a note, where the export does not have them. */
export function personAt(draft: Draft, people: PeopleById, reference: ForeignValue): string | undefined {
  const id = reference.at('id').text();
  const known = id === undefined ? undefined : people.get(id);
  if (known === undefined)
    draft.leaveOut(
      reference,
      `the user ${reference.at('summary').text() ?? id ?? 'without an id'} is not in the export`,
    );
  return known;
}
