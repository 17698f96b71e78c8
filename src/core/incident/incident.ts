/** Incident severity, never to be mixed with an alert's (page, ticket). */
export type IncidentSeverity = 'sev1' | 'sev2' | 'sev3' | 'sev4';

/** `monitoring`: the alert has ended and recovery is being watched. */
export type IncidentStatus = 'open' | 'monitoring' | 'resolved';

export type IncidentEventKind =
  | 'declared'
  | 'tier-joined'
  | 'tier-cleared'
  | 'severity-raised'
  | 'sight-lost'
  | 'sight-regained'
  | 'alert-ended'
  | 'alert-resumed'
  | 'acknowledged'
  | 'passed-on'
  | 'noted'
  | 'resolved';

/** One line of the timeline. Append-only; `seq` counts from 1 within its incident. */
export interface IncidentEvent {
  readonly incidentId: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: IncidentEventKind;
  /** `engine`, or the person who acted. */
  readonly by: string;
  readonly text: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

/** The incident as its events leave it. Times are epoch ms. */
export interface Incident {
  readonly id: string;
  readonly sloId: string;
  readonly service: string;
  readonly slo: string;
  readonly title: string;
  readonly severity: IncidentSeverity;
  readonly severityReason: string;
  readonly status: IncidentStatus;
  readonly openedAt: number;
  readonly failingSince: number | undefined;
  readonly acknowledgedAt: number | undefined;
  readonly acknowledgedBy: string | undefined;
  /** Where it was said: `API`, or the tool that told of it. */
  readonly acknowledgedVia: string | undefined;
  readonly alertEndedAt: number | undefined;
  readonly resolvedAt: number | undefined;
  /** The tiers that are over now. */
  readonly tiers: readonly string[];
  /** How many events its timeline holds. */
  readonly eventCount: number;
}
