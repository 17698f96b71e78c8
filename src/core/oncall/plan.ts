import type { EscalationPolicy } from '../escalation/escalation-policy.js';
import type { LocalDate } from '../time/zone-clock.js';
import type { Schedule } from './schedule.js';
import type { OnCallTier } from './tiers.js';
import type { Vendor } from './vendor.js';

/** Everything that on-call files say: who there is, who answers when, for what, and who is asked next, and who else. Empty maps where nothing is said. */
export interface OnCallPlan {
  /** By their names. */
  readonly people: ReadonlyMap<string, Person>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly escalations: ReadonlyMap<string, EscalationPolicy>;
  readonly vendors: ReadonlyMap<string, Vendor>;
}

export interface Person {
  /** What the other parts call them: `alice`. */
  readonly name: string;
  /** What people call them; the name where nothing else is said. */
  readonly fullName: string;
  readonly timeZone: string;
  /** The first day on call, for newcomers; undefined where it was long ago. */
  readonly joined: LocalDate | undefined;
  /** How to reach them; all of them are used at once. */
  readonly contacts: readonly ContactRoute[];
}

/** A receiver of the configuration, and whom to reach through it: `mail` and `alice@example.org`. */
export interface ContactRoute {
  readonly receiver: string;
  /** Undefined where the receiver is this person's own. */
  readonly address: string | undefined;
}

export interface Team {
  readonly name: string;
  /** Names of people. */
  readonly members: readonly string[];
  readonly lead: string | undefined;
  /** Ids of schedules. */
  readonly tiers: Readonly<Partial<Record<OnCallTier, string>>>;
  /** The services that it owns: exact, or with `*` for any run of characters. */
  readonly services: readonly string[];
  /** The id of its escalation policy. */
  readonly escalation: string | undefined;
}

export const NO_PLAN: OnCallPlan = {
  people: new Map(),
  teams: new Map(),
  schedules: new Map(),
  escalations: new Map(),
  vendors: new Map(),
};
