import { type Actor, actorText } from '../../core/access/actor.js';
import { auditEntry } from '../../core/access/audit-entry.js';
import {
  contactTestEnd,
  contactTestKey,
  contactTestSignal,
} from '../../core/delivery/contact-test-signal.js';
import { FirebreakError } from '../../core/errors.js';
import {
  CODE_HOLDS,
  plainCode,
  triesLeft,
  waitsForCode,
  whyNoTest,
  withCode,
  withTest,
  withWrongCode,
} from '../../core/oncall/contact-check.js';
import { contactRoutes } from '../../core/oncall/contact-routes.js';
import type { OnCallPlan, Person } from '../../core/oncall/plan.js';
import type { EnginePorts, EngineState } from '../engine-state.js';
import type { OutboxRow, Secrets } from '../ports.js';
import { contactView, type KnownContact, knownContacts } from '../queries/contacts.js';
import type { ContactView } from '../read-models.js';
import { messageId, outboxRows } from '../tell.js';

type CheckedContact = KnownContact & { readonly check: NonNullable<KnownContact['check']> };

/** Sends somebody a message through one of their contacts with a code that shows that it was read. */
export async function testContact(
  state: EngineState,
  ports: EnginePorts,
  secrets: Secrets,
  asked: { readonly person: string; readonly route: string },
  actor: Actor,
): Promise<ContactView> {
  const { store, clock, notifiers } = ports;
  const { known, ready } = await state.commits.run(async () => {
    const at = clock.now();
    const contact = find(state.config.onCall, asked, await contacts(state, ports, secrets));
    const { receiver, address } = contact.contact;
    if (!notifiers.has(receiver))
      throw new FirebreakError('conflict', `there is no receiver "${receiver}" any more`);
    const why = whyNoTest(contact.check, at);
    if (why !== undefined) throw new FirebreakError('too-many-requests', why);
    const person = contact.person.name;
    const by = actorText(actor);
    const code = secrets.newCode();
    const sent = { digest: contact.digest, at, person, address };
    const signal = contactTestSignal(sent, { code, by, until: at + CODE_HOLDS });
    const check = withTest(
      contact.check,
      { digest: contact.digest, person, receiver },
      {
        at,
        by,
        messageId: messageId(signal.id, receiver),
        codeDigest: codeDigest(secrets, signal.dedupKey, code),
      },
    );
    const act = { action: 'contact.test', target: person } as const;
    return {
      known: { ...contact, check },
      ready: await store.commit({
        at,
        contactChecks: [check],
        outbox: outboxRows(signal, [receiver]),
        audit: [auditEntry(actor, act, at, { outcome: 'done', detail: contact.contact.route })],
      }),
    };
  });
  ports.kickDelivery(ready);
  return contactView(known, store, clock.now());
}

/**
 * Takes the code that somebody has read in a test: then that contact is verified. A wrong code counts against every test of theirs whose code
 * is waited for.
 */
export async function verifyContact(
  state: EngineState,
  ports: EnginePorts,
  secrets: Secrets,
  asked: { readonly person: string; readonly code: string },
  actor: Actor,
): Promise<ContactView> {
  const { store, clock } = ports;
  const { known, ready } = await state.commits.run(async () => {
    const at = clock.now();
    const person = personNamed(state.config.onCall, asked.person);
    const all = await contacts(state, ports, secrets);
    const waiting = all.filter(
      (each): each is CheckedContact =>
        each.person.name === person.name && each.check !== undefined && waitsForCode(each.check, at),
    );
    if (waiting.length === 0)
      throw new FirebreakError(
        'conflict',
        `no code of ${person.name} is waited for: it holds for 10 minutes; send another test`,
      );
    const right = waiting.find(({ check: { test }, digest }) =>
      secrets.same(test.codeDigest, codeDigest(secrets, contactTestKey({ digest, at: test.at }), asked.code)),
    );
    if (!right) return refuseCode(waiting, ports, at);
    const message = await store.delivery(right.check.test.messageId);
    const receipt = message?.state === 'delivered' ? message.receipt : undefined;
    const check = withCode(right.check, actorText(actor), at, receipt);
    const act = { action: 'contact.verify', target: person.name } as const;
    return {
      known: { ...right, check },
      ready: await store.commit({
        at,
        contactChecks: [check],
        outbox: endRows(right, ports, at, 'verified'),
        audit: [auditEntry(actor, act, at, { outcome: 'done', detail: right.contact.route })],
      }),
    };
  });
  ports.kickDelivery(ready);
  return contactView(known, store, clock.now());
}

/** What takes a test back; nothing where its receiver is gone. */
export function endRows(
  { person, contact, digest, check }: CheckedContact,
  { notifiers }: Pick<EnginePorts, 'notifiers'>,
  at: number,
  outcome: 'verified' | 'over',
): OutboxRow[] {
  if (!notifiers.has(contact.receiver)) return [];
  const sent = { digest, at: check.test.at, person: person.name, address: contact.address };
  return outboxRows(contactTestEnd(sent, at, outcome), [contact.receiver]);
}

async function refuseCode(
  waiting: readonly CheckedContact[],
  ports: EnginePorts,
  at: number,
): Promise<never> {
  const next = waiting.map((each) => ({ ...each, check: withWrongCode(each.check, at) }));
  const over = next.filter(({ check }) => check.test.endedAt !== undefined);
  const ready = await ports.store.commit({
    at,
    contactChecks: next.map(({ check }) => check),
    outbox: over.flatMap((each) => endRows(each, ports, at, 'over')),
  });
  ports.kickDelivery(ready);
  const left = Math.max(...next.map(({ check }) => triesLeft(check)));
  throw new FirebreakError(
    'conflict',
    left > 0
      ? `this is not the code; it can be tried ${left === 1 ? 'once' : `${left} times`} more`
      : 'this is not the code, and it was tried too often: send another test',
  );
}

async function contacts(
  state: EngineState,
  { store }: EnginePorts,
  secrets: Secrets,
): Promise<KnownContact[]> {
  return knownContacts(state.config.onCall, await store.contactChecks(), secrets);
}

/** Each code has a salt: the key of its message. */
function codeDigest(secrets: Secrets, dedupKey: string, code: string): string {
  return secrets.digest(`${dedupKey} ${plainCode(code)}`);
}

function personNamed({ people }: OnCallPlan, name: string): Person {
  const person = people.get(name);
  if (!person) throw new FirebreakError('not-found', `the on-call files have no ${name}`);
  return person;
}

function find(
  plan: OnCallPlan,
  { person: name, route }: { readonly person: string; readonly route: string },
  all: readonly KnownContact[],
): KnownContact {
  const person = personNamed(plan, name);
  const found = all.find((each) => each.person.name === name && each.contact.route === route);
  if (found) return found;
  const routes = contactRoutes(person).map((each) => each.route);
  const has = routes.length === 0 ? 'none' : routes.join(', ');
  throw new FirebreakError('not-found', `${name} has no contact ${route}; there is ${has}`);
}
