import type { EscalationPolicy } from '../../src/core/escalation/escalation-policy.js';
import type { OnCallPlan, Person, Team } from '../../src/core/oncall/plan.js';
import type { Schedule } from '../../src/core/oncall/schedule.js';
import type { Vendor } from '../../src/core/oncall/vendor.js';
import { MINUTE } from '../../src/core/time/duration.js';

/** Somebody who is reached by mail under his name. */
export function person(
  name: string,
  contacts = [{ receiver: 'mail', address: `${name}@example.org` }],
): Person {
  return { name, fullName: name, timeZone: 'UTC', joined: undefined, contacts };
}

/** One who is always on call. */
function always(id: string, who: string, shadow?: string): Schedule {
  const rotation = { people: [who], from: { year: 1960, month: 0, day: 1 }, handoff: 0, days: 7 };
  return {
    id,
    timeZone: 'UTC',
    layers: [{ name: 'all', rotation, hours: [], until: undefined }],
    overrides: [],
    leaves: [],
    covers: {},
    shadows: shadow === undefined ? [] : [{ person: shadow, of: who, from: 0, to: Number.MAX_SAFE_INTEGER }],
  };
}

/** Mission.md D2: primary 5 min, secondary 10 min, manager 15 min, then the VP. */
export const LADDER: EscalationPolicy = {
  id: 'payments',
  steps: [
    { targets: [{ kind: 'tier', tier: 'primary', team: undefined }], timeout: 5 * MINUTE },
    { targets: [{ kind: 'tier', tier: 'secondary', team: undefined }], timeout: 10 * MINUTE },
    { targets: [{ kind: 'person', person: 'mona' }], timeout: 15 * MINUTE },
    {
      targets: [
        { kind: 'person', person: 'vera' },
        { kind: 'receiver', receiver: 'bridge' },
      ],
      timeout: 5 * MINUTE,
    },
  ],
  repeat: 0,
  ticketsQuiet: true,
};

/** They promise an answer in 15 minutes; after 20 they are rung, after 60 told through the bridge. */
export function payco(changed: Partial<Vendor> = {}): Vendor {
  const hotline = { name: 'hotline', via: 'phone', to: '+1 206 555 0100' } as const;
  const bridge = { name: 'shared channel', via: 'receiver', to: 'bridge' } as const;
  return {
    id: 'payco',
    name: 'PayCo',
    services: ['checkout*'],
    contract: 'enterprise, 24x7',
    response: 15 * MINUTE,
    account: '4711',
    routes: [{ name: 'portal', via: 'url', to: 'https://payco.example/new' }, hotline, bridge],
    steps: [
      { after: 20 * MINUTE, route: hotline },
      { after: 60 * MINUTE, route: bridge },
    ],
    ...changed,
  };
}

/** Alice is primary and shadowed by carol, bob is secondary, mona manages them; all that is called checkout-something is theirs. */
export function paymentsPlan(changed: Partial<EscalationPolicy> = {}): OnCallPlan {
  const team: Team = {
    name: 'payments',
    members: ['alice', 'bob', 'carol'],
    lead: 'mona',
    tiers: { primary: 'payments-primary', secondary: 'payments-secondary' },
    services: ['checkout*'],
    escalation: LADDER.id,
  };
  const schedules = [always('payments-primary', 'alice', 'carol'), always('payments-secondary', 'bob')];
  return {
    people: new Map(['alice', 'bob', 'carol', 'mona', 'vera'].map((name) => [name, person(name)])),
    teams: new Map([[team.name, team]]),
    schedules: new Map(schedules.map((schedule) => [schedule.id, schedule])),
    escalations: new Map([[LADDER.id, { ...LADDER, ...changed }]]),
    vendors: new Map([['payco', payco()]]),
  };
}
