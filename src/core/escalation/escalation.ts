import type { IncidentSeverity } from '../incident/severities.js';

/** How far an incident has been escalated. Instants are epoch ms. */
export interface Escalation {
  readonly policyId: string;
  /** How severe it was when this policy was begun. */
  readonly severity: IncidentSeverity;
  /** Index of the step that was taken last. */
  readonly step: number;
  /** How often all steps had been gone through before. */
  readonly round: number;
  readonly takenAt: number;
  /** Somebody was called by the step that was taken last: nobody is waited for who was not. */
  readonly reached: boolean;
  /** Roles were filled for an incident that wants a person for each. */
  readonly fullCrew: boolean;
  /** All steps were taken as often as the policy wants, and nobody has answered. */
  readonly exhausted: boolean;
}

/** Somebody was called for an incident: a message to a person or to a channel. */
export interface Call {
  /** The event that says so. */
  readonly seq: number;
  /** Undefined for a receiver that is nobody's own. */
  readonly person: string | undefined;
  readonly receiver: string;
  /** The person's address at the receiver. */
  readonly to: string | undefined;
  /** `primary on call of payments`. */
  readonly as: string;
  /** Whom this person shadows: told, and not asked to answer. */
  readonly shadowOf: string | undefined;
  readonly at: number;
}
