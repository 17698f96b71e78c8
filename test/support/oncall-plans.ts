import type { EscalationPolicy } from '../../src/core/escalation/escalation-policy.js';
import type { OnCallPlan, Person, Team } from '../../src/core/oncall/plan.js';
import type { Schedule } from '../../src/core/oncall/schedule.js';
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
    vendors: new Map(),
  };
}
