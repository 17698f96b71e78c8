import type { IncidentPhase, IncidentStatus, IncidentVerdict, RoleHolders } from './phases.js';

/** Incident severity, never to be mixed with an alert's (page, ticket). */
export const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

export type IncidentSeverity = (typeof SEVERITIES)[number];

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
  | 'escalation-due'
  | 'severity-set'
  | 'concern-reported'
  | 'role-assigned'
  | 'role-released'
  | 'phase-changed'
  | 'recovery-changed'
  | 'recovery-proven'
  | 'resolved'
  | 'closed'
  | 'reopened';

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
  /** Since when it has this severity. */
  readonly severityAt: number;
  /** The timers that have fired, by their keys. */
  readonly escalated: readonly string[];
  /** What a person has lowered: the same impact does not raise it again, a worse one does. */
  readonly overruled: IncidentSeverity | undefined;
  /** What its phase comes to; `core/incident/phases.ts` derives it. */
  readonly status: IncidentStatus;
  readonly phase: IncidentPhase;
  /** The last phase before it was watched or over: there it goes when its alert returns, or it is opened again. */
  readonly returnsTo: IncidentPhase;
  readonly roles: RoleHolders;
  /** When people began to work on it here; from then on only they resolve it. */
  readonly inHandAt: number | undefined;
  /** When its cause was found. */
  readonly identifiedAt: number | undefined;
  /** What the SLI says since the alert ended. */
  readonly recovery: RecoveryRecord | undefined;
  readonly openedAt: number;
  readonly failingSince: number | undefined;
  readonly acknowledgedAt: number | undefined;
  readonly acknowledgedBy: string | undefined;
  /** Where it was said: `API`, or the tool that told of it. */
  readonly acknowledgedVia: string | undefined;
  readonly alertEndedAt: number | undefined;
  readonly resolvedAt: number | undefined;
  readonly closedAt: number | undefined;
  readonly verdict: IncidentVerdict | undefined;
  /** The tiers that are over now. */
  readonly tiers: readonly string[];
  /** How many events its timeline holds. */
  readonly eventCount: number;
}

/** Recovery as it was last written down: seen without a break `since`, or not, with what is missing. */
export interface RecoveryRecord {
  readonly since: number | undefined;
  readonly code: string;
  readonly text: string;
  /** Set once it has been seen for long enough. */
  readonly proven: boolean;
}
