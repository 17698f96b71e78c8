import type { TierReading } from '../burn-rate/reading.js';
import type { BudgetReading } from '../error-budget/reading.js';
import type { AlertSeverity } from '../slo/alert-policy.js';
import type { Audience } from '../incident/audiences.js';
import type { SloLinks } from '../slo/slo.js';
import type { SignalIncident } from './incident-facts.js';
import type { IncidentNews } from './incident-news.js';

/**
 * `trigger` opens, `resolve` closes, `acknowledge` says that a person is on it, `refresh` repeats an open alert to receivers that forget
 * (Alertmanager), `notice` tells people of an incident and asks nobody to get up, `incident` tells the room where an incident is
 * worked on what happens in it, `deploy` is about no alert: a change of a service, for receivers that keep a list of them. `rollback` asks a
 * hook to roll a service back. `canary` is about nothing, and shows that messages arrive.
 */
export type SignalKind =
  | 'trigger'
  | 'acknowledge'
  | 'resolve'
  | 'refresh'
  | 'notice'
  | 'incident'
  | 'deploy'
  | 'rollback'
  | 'canary';

/**
 * What is wrong: the promise burns, nobody can see whether it does, what was promised outside is about to be broken, or rules that are
 * none of ours say that something is.
 */
export type SignalCause = 'burn' | 'blind' | 'sla' | 'outside';

/** A label value that stands out among the failing events: `{label: 'route', value: '/pay', badEvents: 120, shareOfBad: 0.93}`. */
export interface WorstLabel {
  readonly label: string;
  readonly value: string;
  readonly badEvents: number;
  readonly shareOfBad: number;
}

/** The newest deploy known for the service. */
export interface LastDeploy {
  readonly version: string;
  readonly at: number;
  readonly url?: string;
}

/** A deploy as receivers are told of it. */
export interface Deploy extends LastDeploy {
  readonly service: string;
}

/** An SLA as a message tells it. */
export interface SignalSla {
  readonly target: number;
  readonly consequence: string | undefined;
  readonly warnAt: number;
  readonly budget: BudgetReading;
}

/** Why somebody is called by a message, and as what. */
export interface SignalCall {
  /** Undefined for a receiver that is nobody's own. */
  readonly person: string | undefined;
  /** `primary on call of payments`. */
  readonly as: string;
  /** `step 2 of 4 of payments, because nobody has answered for 5m`. */
  readonly because: string;
  /** Whom this person shadows: told, and not asked to answer. */
  readonly shadowOf: string | undefined;
  /** On a resolve: somebody has said that it is over, and its alert goes on. */
  readonly alertGoesOn?: true;
}

/** What a notice says. */
export interface SignalNotice {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whom it is approved for; undefined for what is meant for one person. */
  readonly audience?: Audience;
  /** How the incident stands, in the words of status pages. */
  readonly standing: 'investigating' | 'identified' | 'monitoring' | 'resolved';
}

/** What a hook is asked to roll back, by whom and why. */
export interface SignalRollback {
  readonly by: string;
  readonly reason: string;
  /** To which version; absent: to whatever was out before. */
  readonly version?: string;
  /** What was out when it was asked for, where that is known. */
  readonly from?: string;
  /** It is not sent after this instant. */
  readonly until: number;
}

/** What a test of somebody's contact says: its code, and at its end what became of it. */
export type SignalContactTest = { readonly person: string } & (
  | { readonly code: string; readonly by: string; readonly until: number }
  | { readonly outcome: 'verified' | 'over' }
);

/** A change to tell: one alert of one SLO opened or closed. Everything a message may say is in here; times are epoch ms. */
export interface Signal {
  /** Unique for this change and the same when the change is computed again, so that the outbox takes it once. */
  readonly id: string;
  readonly kind: SignalKind;
  readonly cause: SignalCause;
  readonly severity: AlertSeverity;
  readonly service: string;
  readonly slo: string;
  readonly sloId: string;
  /** One per SLO and severity; at most 255 characters (PagerDuty's limit). */
  readonly dedupKey: string;
  /** When the engine decided. */
  readonly at: number;
  /** When this alert began to fire. */
  readonly firingSince: number;
  /** The first bad sample of the episode, which is earlier than the page. */
  readonly failingSince: number | undefined;
  readonly target: number;
  /** What an event is, when it is no event of the indicator. */
  readonly eventsAre?: string | undefined;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  /** The SLO's, and those of its alerts of this severity. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the file says to who reads alerts of this severity; absent when it says nothing. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Who else reports it, in words; absent when the daemon's own view opened it alone. */
  readonly reportedBy?: readonly string[];
  readonly links: SloLinks;
  /** The address at the receiver, where it reaches several people. */
  readonly to?: string;
  /** Only for kind `notice`. */
  readonly notice?: SignalNotice;
  /** Only for kind `incident`. */
  readonly news?: IncidentNews;
  /** Set when on-call plans say who is to have it, and not a route. */
  readonly call?: SignalCall;
  readonly incidentId: string | undefined;
  /** What is said of that incident; absent where there is none, and in messages of before it was said. */
  readonly incident?: SignalIncident;
  /** Who is on it; only for kind `acknowledge`. */
  readonly acknowledgedBy?: string;
  /** The store has been gone since then: this was sent without being written down, and has no incident yet. */
  readonly unrecordedSince?: number | undefined;
  /** Nothing is wrong: somebody wants to see whether messages arrive. */
  readonly isTest?: true;
  /** Set when it is one person's contact that is tested. */
  readonly contactTest?: SignalContactTest;
  /** The tiers that are over, the fastest first; on a resolve, those that were. */
  readonly tiers: readonly TierReading[];
  readonly budget: BudgetReading;
  /** What was promised outside, and what is left of its budget; only for cause `sla`. */
  readonly sla?: SignalSla;
  readonly worstLabels: readonly WorstLabel[];
  readonly lastDeploy: LastDeploy | undefined;
  /** Only for kind `deploy`, which has nothing else to say. */
  readonly deploy?: Deploy;
  /** Only for kind `rollback`. */
  readonly rollback?: SignalRollback;
  /** Why the SLO is blind, in words; only for cause `blind`. */
  readonly blindBecause: string | undefined;
}

/**
 * What one attempt to send came to. `accepted`: the provider has taken it and says later whether it was done, which is no proof yet.
 * `unknown` (a time-out after the bytes left) is tried again under the same dedup key.
 */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly receipt: string }
  | { readonly kind: 'accepted'; readonly receipt: string; readonly askAfterMs?: number }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What a provider says of something that it has accepted; `waiting`: nothing yet, or it could not be asked. */
export type Confirmation =
  | { readonly kind: 'delivered'; readonly receipt: string }
  | { readonly kind: 'waiting'; readonly reason: string; readonly askAfterMs?: number }
  | { readonly kind: 'refused'; readonly reason: string };
