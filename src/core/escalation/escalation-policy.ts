import type { OnCallTier } from '../oncall/tiers.js';

/** Who is asked for help, in which order, and how long each has to answer. */
export interface EscalationPolicy {
  readonly id: string;
  /** At least one. */
  readonly steps: readonly EscalationStep[];
  /** How often all steps are gone through again when nobody has answered at the end; 0: once is all. */
  readonly repeat: number;
  /** What is no page (SEV4, tickets) goes to the first step only, and waits for no answer. */
  readonly ticketsQuiet: boolean;
}

export interface EscalationStep {
  /** All of them at once; at least one. */
  readonly targets: readonly EscalationTarget[];
  /** How long (ms) they have before the next step is taken. */
  readonly timeout: number;
}

export type EscalationTarget =
  | { readonly kind: 'person'; readonly person: string }
  /** Whoever is on call by this schedule. */
  | { readonly kind: 'schedule'; readonly schedule: string }
  /** Whoever is on call in this tier of a team; undefined: of the team that owns the service. */
  | { readonly kind: 'tier'; readonly tier: OnCallTier; readonly team: string | undefined }
  /** Everybody in a team. */
  | { readonly kind: 'team'; readonly team: string }
  /** A receiver of the configuration as it is: a channel, another pager. */
  | { readonly kind: 'receiver'; readonly receiver: string };
