import { type ContactCheck, waitsForCode } from '../../core/oncall/contact-check.js';
import { contactRoutes, contactText, type NamedRoute } from '../../core/oncall/contact-routes.js';
import { contactState, contactStateText } from '../../core/oncall/contact-state.js';
import type { OnCallPlan, Person } from '../../core/oncall/plan.js';
import type { Secrets, Store } from '../ports.js';
import type { ContactTestView, ContactView } from '../read-models.js';

/** A contact of the plan, with what is known of it. */
export interface KnownContact {
  readonly person: Person;
  readonly contact: NamedRoute;
  readonly digest: string;
  readonly check: ContactCheck | undefined;
}

/** Every contact of the plan, person by person. A check of an address that no file has any more is of none of them. */
export function knownContacts(
  { people }: OnCallPlan,
  checks: readonly ContactCheck[],
  { digest }: Pick<Secrets, 'digest'>,
): KnownContact[] {
  const byDigest = new Map(checks.map((check) => [check.digest, check]));
  return [...people.values()].flatMap((person) =>
    contactRoutes(person).map((contact) => {
      const own = digest(contactText(person.name, contact));
      return { person, contact, digest: own, check: byDigest.get(own) };
    }),
  );
}

/** All contacts as people see them. */
export async function contactViews(
  plan: OnCallPlan,
  store: Store,
  secrets: Pick<Secrets, 'digest'>,
  at: number,
): Promise<ContactView[]> {
  const views: ContactView[] = [];
  for (const known of knownContacts(plan, await store.contactChecks(), secrets))
    views.push(await contactView(known, store, at));
  return views;
}

export async function contactView(
  { person, contact, check }: KnownContact,
  store: Pick<Store, 'delivery'>,
  at: number,
): Promise<ContactView> {
  const verified = check?.verified;
  return {
    person: person.name,
    fullName: person.fullName,
    route: contact.route,
    receiver: contact.receiver,
    state: contactState(check, at),
    text: contactStateText(check, at),
    lastTest: check && (await testView(check, store, at)),
    verified: verified && { at: verified.at, by: verified.by },
  };
}

async function testView(
  check: ContactCheck,
  store: Pick<Store, 'delivery'>,
  now: number,
): Promise<ContactTestView> {
  const { at, by, messageId, expiresAt } = check.test;
  const codeUntilAt = waitsForCode(check, now) ? expiresAt : undefined;
  const { verified } = check;
  const proven = verified?.testedAt === at ? verified.receipt : undefined;
  if (proven !== undefined)
    return { at, by, codeUntilAt, delivery: 'delivered', receipt: proven, error: undefined };
  const message = await store.delivery(messageId);
  return {
    at,
    by,
    codeUntilAt,
    delivery: message?.state,
    receipt: message?.receipt,
    error: message?.state === 'delivered' ? undefined : message?.lastError,
  };
}
