import type { IncidentSeverity } from './incident.js';

/** A severity with the reason that goes into the record. */
export interface ScoredSeverity {
  readonly severity: IncidentSeverity;
  readonly reason: string;
}

/** What people may report that decides the severity by itself; mission.md B2. */
export const CONCERNS = ['paying-customer', 'data-integrity'] as const;

export type Concern = (typeof CONCERNS)[number];

/** The least that an incident is from the moment of such a report, with the reason. */
export const LEAST_SEVERITY: Readonly<Record<Concern, ScoredSeverity>> = {
  'paying-customer': { severity: 'sev2', reason: 'reported by a paying customer' },
  'data-integrity': { severity: 'sev1', reason: 'data may be lost or wrong' },
};

/** True when `a` is more severe than `b`. */
export function isMoreSevere(a: IncidentSeverity, b: IncidentSeverity): boolean {
  return a < b;
}
