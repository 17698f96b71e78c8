import type { Call, Escalation } from '../escalation/escalation.js';
import type { Declaration } from './declaration.js';
import type { Hypothesis } from './hypothesis.js';
import type { Mitigation } from './mitigation.js';
import type { AttachedAlert } from './relation.js';
import { type IncidentSeverity, SEVERITIES } from './severities.js';
import type { Audience } from './audiences.js';
import type { AudienceUpdates } from './audiences.js';
import type { ShareLink } from './share-link.js';
import type { VendorCase } from './vendor-case.js';
import type { IncidentPhase, IncidentStatus, IncidentVerdict, RoleHolders } from './phases.js';

export { type IncidentSeverity, SEVERITIES };

export type IncidentEventKind =
  | 'declared'
  | 'tier-joined'
  | 'tier-cleared'
  | 'severity-raised'
  | 'impact-measured'
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
  | 'hypothesis-stated'
  | 'hypothesis-reminded'
  | 'hypothesis-extended'
  | 'hypothesis-confirmed'
  | 'hypothesis-ruled-out'
  | 'mitigated'
  | 'mitigation-measured'
  | 'rollback-taken'
  | 'rollback-failed'
  | 'found'
  | 'decided'
  | 'starred'
  | 'unstarred'
  | 'shared'
  | 'unshared'
  | 'share-link-made'
  | 'share-link-revoked'
  | 'merged'
  | 'unmerged'
  | 'alert-attached'
  | 'alert-detached'
  | 'attached-ended'
  | 'attached-resumed'
  | 'attached-recovery'
  | 'parent-set'
  | 'child-added'
  | 'team-set'
  | 'escalation-asked'
  | 'escalated'
  | 'called'
  | 'crew-wanted'
  | 'escalation-exhausted'
  | 'escalation-failed'
  | 'calls-ended'
  | 'update-drafted'
  | 'update-due'
  | 'update-missed'
  | 'update-sent'
  | 'vendor-opened'
  | 'vendor-overdue'
  | 'vendor-step'
  | 'vendor-answered'
  | 'vendor-closed'
  | 'impact-recorded'
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
  /** How far it has been escalated; undefined before anybody was called, and again when its alert has returned. */
  readonly escalation: Escalation | undefined;
  /** Why the next step is wanted, whoever has answered; undefined once it was taken. */
  readonly escalationAsked: string | undefined;
  /** Who acknowledged before this instant has not answered: its alert has come back since, or it became so severe that others are asked. */
  readonly answersFrom: number;
  /** Everybody who was called, in order. */
  readonly calls: readonly Call[];
  /** How many of the calls have been told of the end. */
  readonly callsOver: number;
  /** How each audience stands that has been told, or should have been. */
  readonly updates: Readonly<Partial<Record<Audience, AudienceUpdates>>>;
  /** What a person has lowered: the same impact does not raise it again, a worse one does. */
  readonly overruled: IncidentSeverity | undefined;
  /**
   * The share of failing events (0-1) that growth is held against: when it was declared, last raised for its impact, or first seen after a
   * person set its severity; undefined while unknown.
   */
  readonly impactBaseline: number | undefined;
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
  /** What was thought to be the cause, in the order in which it was stated. */
  readonly hypotheses: readonly Hypothesis[];
  /** What was done against it, in its order. */
  readonly mitigations: readonly Mitigation[];
  /** The cases that were opened with vendors, in their order. */
  readonly vendorCases: readonly VendorCase[];
  /** The entries of its timeline that are starred, by their `seq`. */
  readonly starred: readonly number[];
  /** The entries that partners see, by their `seq`, and the links by which they do. */
  readonly shared: readonly number[];
  readonly shareLinks: readonly ShareLink[];
  /** The incident in which this one is worked on; it is the record of its alert from then on. */
  readonly mergedInto: string | undefined;
  /** Into which incidents it was merged at some time: pages of its alert may name them. */
  readonly mergedBefore: readonly string[];
  /** The alerts of incidents that were merged into this one. */
  readonly attached: readonly AttachedAlert[];
  /** The SLOs that people have taken out of it: the engine does not attach them again. */
  readonly apart: readonly string[];
  /** The incident that this one is a part of. */
  readonly parent: string | undefined;
  /** Its parts, each an incident of its own. */
  readonly children: readonly string[];
  /** The team that owns it, where somebody has said so. */
  readonly team: string | undefined;
  /** Undefined for one that an alert has opened. */
  readonly declared: Declaration | undefined;
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
