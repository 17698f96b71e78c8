import type { IncidentSeverity } from './incident.js';

/** A severity with the reason that goes into the record. */
export interface ScoredSeverity {
  readonly severity: IncidentSeverity;
  readonly reason: string;
}

const FULL_OUTAGE = 0.9;
const MAJOR_SHARE = 0.25;

/**
 * Severity from the share of events that fail (mission.md B1): nearly all of them is an outage (SEV1), more than a quarter is
 * major (SEV2), anything less that still pages is moderate (SEV3). Without a measure the incident starts as SEV2.
 * @param errorRatio bad / total over the short window, 0-1
 */
export function scoreSeverity(errorRatio: number | undefined): ScoredSeverity {
  if (errorRatio === undefined) return { severity: 'sev2', reason: 'impact unknown: no data' };
  const share = `${Number((errorRatio * 100).toPrecision(2))} % of events failing`;
  if (errorRatio >= FULL_OUTAGE) return { severity: 'sev1', reason: `${share}: full outage` };
  if (errorRatio > MAJOR_SHARE) return { severity: 'sev2', reason: `${share}: more than a quarter` };
  return { severity: 'sev3', reason: `${share}: at most a quarter` };
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
