import type { ContactView } from '../../../http/answers.js';

/** Whether a person is known to be reached: by one contact at least that was verified. */
interface Reach {
  readonly isKnown: boolean;
  readonly text: string;
}

/** @param contacts of everybody */
export function reachOf(
  person: string,
  contacts: readonly Pick<ContactView, 'person' | 'route' | 'state' | 'text'>[],
): Reach {
  const own = contacts.filter((contact) => contact.person === person);
  if (own.length === 0) return { isKnown: false, text: 'has no contact: cannot be reached' };
  const verified = own.filter(({ state }) => state === 'verified').map(({ route }) => route);
  if (verified.length > 0) return { isKnown: true, text: `reached by ${verified.join(', ')}` };
  return { isKnown: false, text: own.map(({ route, text }) => `${route} ${text}`).join('; ') };
}
