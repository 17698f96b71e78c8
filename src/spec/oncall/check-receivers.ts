import type { OnCallPlan } from '../../core/oncall/plan.js';
import { suggestion } from '../closest.js';
import type { Problem } from '../problem.js';
import type { Path } from '../source-document.js';
import type { ReadOnCall } from './read-oncall.js';

/** A receiver as on-call files may name it. */
export interface KnownReceiver {
  readonly name: string;
  /** Whether it reaches whomever an address names. */
  readonly takesAddress: boolean;
  /** Whether a vendor would read there what they are asked. */
  readonly isRead: boolean;
}

/** What is wrong with the receivers that on-call files name: nobody is reached by one that is none, or that takes no address. */
export function checkReceivers({ plan, place }: ReadOnCall, receivers: readonly KnownReceiver[]): Problem[] {
  const names = receivers.map(({ name }) => name);
  return namedReceivers(plan).flatMap(({ path, receiver, addressed, asked }) => {
    const known = receivers.find(({ name }) => name === receiver);
    if (!known)
      return said(place, [...path, 'receiver'], 'unknown-receiver', {
        message: `firebreak.yaml has no receiver "${receiver}"`,
        mend: suggestion(receiver, names, 10),
      });
    if (asked && !known.isRead)
      return said(place, [...path, 'receiver'], 'nobody-reads', {
        message: `${receiver} takes no notices: nobody is asked there`,
        mend: 'name a receiver that the vendor reads (email, slack, teams, webhook), or give a phone, email or url',
      });
    if (!addressed || known.takesAddress) return [];
    return said(place, [...path, 'address'], 'no-addresses', {
      message: `${receiver} reaches nobody by an address`,
      mend: 'take the address out where the receiver is theirs alone, or name one of kind email or slack_api',
    });
  });
}

function said(
  place: ReadOnCall['place'],
  path: Path,
  code: string,
  { message, mend }: { readonly message: string; readonly mend: string },
): Problem[] {
  const problem = place(path, { code, severity: 'error', message, mend });
  return problem ? [problem] : [];
}

function namedReceivers({ people, escalations, vendors }: OnCallPlan) {
  const contacts = [...people.values()].flatMap(({ name, contacts }) =>
    contacts.map(({ receiver, address }, index) => ({
      path: ['people', name, 'contacts', index],
      receiver,
      addressed: address !== undefined,
      asked: false,
    })),
  );
  const targets = [...escalations.values()].flatMap(({ id, steps }) =>
    steps.flatMap((step, at) =>
      step.targets.flatMap((target, index) =>
        target.kind === 'receiver'
          ? {
              path: ['escalations', id, 'steps', at, 'call', index],
              receiver: target.receiver,
              addressed: false,
              asked: false,
            }
          : [],
      ),
    ),
  );
  const routes = [...vendors.values()].flatMap((vendor) =>
    vendor.routes.flatMap(({ via, to }, index) =>
      via === 'receiver'
        ? { path: ['vendors', vendor.id, 'routes', index], receiver: to, addressed: false, asked: true }
        : [],
    ),
  );
  return [...contacts, ...targets, ...routes];
}
