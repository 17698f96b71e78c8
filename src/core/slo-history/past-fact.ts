import type { AlertSeverity } from '../slo/alert-policy.js';

/** What happened to an SLO or a service, as it is shown in the past of an SLO. Recorded once, never worked out again. Instants are epoch ms. */
export type PastFact = DeployFact | BandFact | AlertFact<'alert-opened'> | AlertFact<'alert-ended'>;

/** Somebody told of a deploy. */
export interface DeployFact {
  readonly kind: 'deploy';
  /** The service. */
  readonly of: string;
  readonly at: number;
  readonly version: string;
  readonly url?: string;
}

/** The budget came into another band of its policy, or became unknown. */
export interface BandFact {
  readonly kind: 'band';
  /** The SLO's id. */
  readonly of: string;
  readonly at: number;
  readonly band: string;
  /** Absent for the first that is known. */
  readonly before?: string;
}

/** A page or a ticket for a burning budget began, or ended. */
export interface AlertFact<Kind extends 'alert-opened' | 'alert-ended'> {
  readonly kind: Kind;
  /** The SLO's id. */
  readonly of: string;
  readonly at: number;
  readonly severity: AlertSeverity;
  /** Tells one alert from another. */
  readonly openedAt: number;
  readonly incidentId?: string;
}

/** What tells facts of one kind and instant apart. */
export function factDetail(fact: PastFact): string {
  switch (fact.kind) {
    case 'deploy':
      return fact.version;
    case 'band':
      return fact.band;
    case 'alert-opened':
    case 'alert-ended':
      return fact.severity;
  }
}
