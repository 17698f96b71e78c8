import type { AlertSeverity } from '../slo/alert-policy.js';
import { type EndedByHand, heldBy, type OutsideHold } from './outside-hold.js';
import type { TierReading, UnknownReason } from './reading.js';

/** An alert that is open, and since when; the instant also tells its signals from those of later alerts. */
export interface OpenAlert {
  readonly openedAt: number;
}

/** What is remembered of an SLO's alerts from one evaluation to the next. At most one page and one ticket are open. */
export interface AlertState {
  /** The tiers that are firing, by policy id, with the instant at which each began. */
  readonly firing: Readonly<Record<string, number>>;
  readonly page: OpenAlert | undefined;
  readonly ticket: OpenAlert | undefined;
  /** What is reported from outside as firing, by its key there; kept by `holdOutside`. */
  readonly outside?: Readonly<Record<string, OutsideHold>>;
  /** The SLA is at risk; kept by `advanceSlaAlert`. */
  readonly sla?: OpenAlert | undefined;
  /** Since when nothing can be said; undefined while the SLO is seen. */
  readonly blindSince: number | undefined;
  readonly blind: (OpenAlert & { readonly severity: AlertSeverity }) | undefined;
}

export const INACTIVE: AlertState = {
  firing: {},
  page: undefined,
  ticket: undefined,
  blindSince: undefined,
  blind: undefined,
};

/** What changed, in the order in which a timeline tells it. */
export type AlertChange =
  | { readonly kind: 'tier-fired'; readonly tier: TierReading }
  | { readonly kind: 'tier-cleared'; readonly policyId: string; readonly tier: TierReading | undefined }
  | { readonly kind: 'opened'; readonly severity: AlertSeverity; readonly openedAt: number }
  | { readonly kind: 'closed'; readonly severity: AlertSeverity; readonly openedAt: number }
  | { readonly kind: 'sla-opened'; readonly severity: AlertSeverity }
  | { readonly kind: 'sla-closed'; readonly severity: AlertSeverity; readonly openedAt: number }
  | {
      readonly kind: 'outside-fired' | 'outside-cleared';
      readonly severity: AlertSeverity;
      readonly text: string;
      /** Set when it was cleared by hand. */
      readonly ended?: EndedByHand;
    }
  | { readonly kind: 'sight-lost'; readonly reason: UnknownReason }
  | { readonly kind: 'sight-regained' }
  | { readonly kind: 'blind-opened'; readonly severity: AlertSeverity; readonly reason: UnknownReason }
  | { readonly kind: 'blind-closed'; readonly severity: AlertSeverity; readonly openedAt: number };

export interface AlertInput {
  readonly at: number;
  readonly tiers: readonly TierReading[];
  /** Why the SLO cannot be seen at all, if so; no traffic and history still loading are not blindness. */
  readonly blind: UnknownReason | undefined;
  readonly blindPolicy: {
    readonly after: number;
    readonly severity: AlertSeverity | undefined;
    /** Blindness before this instant had a cause of its own, which was told, and does not count. */
    readonly notBefore?: number | undefined;
  };
}

/**
 * Advances an SLO's alerts by one evaluation. A tier starts when it is over and ends when it is known to be under;
 * unknown changes nothing. The page is open while any page tier fires, here or as reported from outside, and is one however many do. Tickets that start while
 * the page is open are folded into it, and speak for themselves if they are still burning when it ends.
 */
export function advanceAlert(
  state: AlertState,
  input: AlertInput,
): { state: AlertState; changes: AlertChange[] } {
  const changes: AlertChange[] = [];
  const firing = advanceTiers(state, input, changes);
  // Ids begin with their severity (`alertPolicyId`), also those that the file no longer has.
  const isFiring = (severity: AlertSeverity) =>
    Object.keys(firing).some((id) => id.startsWith(`${severity}-`)) || heldBy(state, severity).length > 0;
  const settle = (severity: AlertSeverity, open: OpenAlert | undefined, wanted: boolean) => {
    if (wanted === (open !== undefined)) return open;
    if (open) {
      changes.push({ kind: 'closed', severity, openedAt: open.openedAt });
      return undefined;
    }
    changes.push({ kind: 'opened', severity, openedAt: input.at });
    return { openedAt: input.at };
  };
  const page = settle('page', state.page, isFiring('page'));
  const ticket = settle('ticket', state.ticket, isFiring('ticket') && (!page || state.ticket !== undefined));
  const sight = advanceSight(state, input, changes);
  const { outside } = state;
  return { state: { firing, page, ticket, ...sight, ...(outside ? { outside } : {}) }, changes };
}

function advanceTiers(state: AlertState, { at, tiers }: AlertInput, changes: AlertChange[]) {
  const firing: Record<string, number> = {};
  for (const tier of tiers) {
    const since = state.firing[tier.policyId];
    if (since === undefined && tier.verdict === 'over') {
      firing[tier.policyId] = at;
      changes.push({ kind: 'tier-fired', tier });
    } else if (since !== undefined && tier.verdict === 'under') {
      changes.push({ kind: 'tier-cleared', policyId: tier.policyId, tier });
    } else if (since !== undefined) {
      firing[tier.policyId] = since;
    }
  }
  for (const [policyId, since] of Object.entries(state.firing)) {
    if (tiers.some((tier) => tier.policyId === policyId)) continue;
    // A tier that the file no longer has: its alert may end only when those that it has now can be judged.
    if (tiers.some((tier) => policyId.startsWith(`${tier.severity}-`) && tier.verdict === 'unknown')) {
      firing[policyId] = since;
    } else {
      changes.push({ kind: 'tier-cleared', policyId, tier: undefined });
    }
  }
  return firing;
}

function advanceSight(state: AlertState, input: AlertInput, changes: AlertChange[]) {
  const { at, blind: reason, blindPolicy } = input;
  if (!reason) {
    if (state.blindSince !== undefined) changes.push({ kind: 'sight-regained' });
    if (state.blind) changes.push({ kind: 'blind-closed', ...state.blind });
    return { blindSince: undefined, blind: undefined };
  }
  const blindSince = state.blindSince ?? at;
  if (state.blindSince === undefined) changes.push({ kind: 'sight-lost', reason });
  let { blind } = state;
  const countsFrom = Math.max(blindSince, blindPolicy.notBefore ?? blindSince);
  if (!blind && blindPolicy.severity && at - countsFrom >= blindPolicy.after) {
    blind = { openedAt: at, severity: blindPolicy.severity };
    changes.push({ kind: 'blind-opened', severity: blindPolicy.severity, reason });
  }
  return { blindSince, blind };
}
