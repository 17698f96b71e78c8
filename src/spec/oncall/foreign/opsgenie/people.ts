import type { Draft } from '../draft.js';
import type { ForeignValue } from '../foreign-value.js';
import { zoneOf } from '../zone.js';

/** The names of people by what Opsgenie refers to them by: ids and user names. */
export type PeopleByKey = ReadonlyMap<string, string>;

/** Users become people, reached by mail: their user names are addresses. */
export function addPeople(draft: Draft, users: readonly ForeignValue[]): PeopleByKey {
  const byKey = new Map<string, string>();
  for (const user of users) {
    const [id, username] = [user.at('id').text(), user.at('username').text()];
    if (username === undefined || byKey.has(username)) continue;
    const name = draft.nameFor('person', username.split('@')[0] ?? username);
    byKey.set(username, name);
    if (id !== undefined) byKey.set(id, name);
    draft.people.set(name, {
      name,
      fullName: user.at('fullName').text() ?? name,
      timeZone: zoneOf(draft, user.at('timeZone')),
      joined: undefined,
      contacts: addressesOf(draft, user, username).map((address) => ({ receiver: 'email', address })),
    });
  }
  return byKey;
}

function addressesOf(draft: Draft, user: ForeignValue, username: string): string[] {
  const addresses = new Set(username.includes('@') ? [username] : []);
  for (const contact of user.at('userContacts').list()) {
    const [method = 'nothing', to] = [contact.at('contactMethod').text(), contact.at('to').text()];
    if (method === 'email' && to !== undefined) addresses.add(to);
    else
      draft.note(
        contact,
        `a contact by ${method} is no address of a receiver: give the person a contact for it`,
      );
  }
  return [...addresses];
}

/** The name of a user that is referred to; undefined, and a note, where the export does not have them. */
export function personAt(draft: Draft, people: PeopleByKey, reference: ForeignValue): string | undefined {
  const [id, username] = [reference.at('id').text(), reference.at('username').text()];
  const known = people.get(username ?? '') ?? people.get(id ?? '');
  if (known === undefined)
    draft.leaveOut(reference, `the user ${username ?? id ?? 'without a name'} is not in the export`);
  return known;
}
