import type { NextStep } from '../../core/escalation/next-step.js';
import type { ImpactView } from '../../core/incident/impact.js';
import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import type { IncidentClock } from '../../core/incident/incident-clocks.js';
import type { RollbackRun } from '../../core/incident/mitigation.js';
import type { PossibleStep } from '../../core/incident/possible-steps.js';
import type { AlertQualities } from '../../core/incident/alert-quality.js';
import type { UpdateDraft } from '../../core/incident/draft-update.js';
import type { Audience } from '../../core/incident/audiences.js';
import type { AudienceUpdates } from '../../core/incident/audiences.js';
import type { VendorCase } from '../../core/incident/vendor-case.js';
import type { VendorRoute } from '../../core/oncall/vendor.js';
import type { Concern } from '../../core/incident/severity.js';
import type { DeliveryStatus } from './deliveries.js';

export interface IncidentDetail {
  readonly incident: Incident;
  readonly timeline: readonly IncidentEvent[];
  /** Whom its alerts were told to, and how far each message came; oldest first. */
  readonly proof: readonly DeliveryStatus[];
}

/** How one audience of an incident stands. */
export interface AudienceView {
  readonly audience: Audience;
  /** When it is to hear next; undefined when it is not told of this severity, or all is over. */
  readonly dueAt: number | undefined;
  readonly stage: AudienceUpdates['stage'];
  readonly sent: number;
  readonly lastSentAt: number | undefined;
  /** Who is told; empty: an update is written down, and nobody is told by us. */
  readonly receivers: readonly string[];
  /** Why nobody is, and how that is mended. */
  readonly lacking: string | undefined;
  /** What the record says that they should hear now. */
  readonly draft: UpdateDraft;
}

/** How often alerts were right, over the incidents that were opened from `fromAt` to `toAt` (epoch ms). */
export type AlertQualityView = { readonly fromAt: number; readonly toAt: number } & AlertQualities;

/** An incident as a line of a list. */
export interface ListedIncident extends Incident {
  /** The team that owns it: whoever said so, else the on-call plan. */
  readonly owner: string | undefined;
  /** What it costs now, or has cost until its alert ended; undefined where no SLI says so, and once it is resolved. */
  readonly impact: Exclude<ImpactView, { kind: 'unknown' }> | undefined;
}

/** Newest first; `nextBefore` is the last one where there are more. */
export interface ListedIncidents {
  readonly incidents: readonly ListedIncident[];
  readonly nextBefore: string | undefined;
}

/** What can be done with an incident, and what becomes due. */
export interface IncidentOutlook {
  readonly id: string;
  readonly at: number;
  /** How long the incident's history was: an answer about the incident with the same `eventCount` is of the same moment. */
  readonly eventCount: number;
  readonly steps: readonly PossibleStep[];
  readonly clocks: readonly IncidentClock[];
  /** Each role needs a person of its own. */
  readonly fullCrew: boolean;
  /** Whom the escalation policy calls next; undefined where none does. */
  readonly next: NextStep | undefined;
  readonly related: readonly RelatedIncident[];
  readonly vendors: readonly VendorView[];
  /** A rollback of what is out now that another incident of the service has asked for. */
  readonly otherRollback:
    | {
        readonly incident: string;
        readonly mitigation: number;
        readonly outcome: RollbackRun['outcome'];
      }
    | undefined;
}

/** A vendor that an incident's service depends on, or with whom a case is open; durations in ms. */
export interface VendorView {
  readonly id: string;
  readonly name: string;
  readonly contract: string | undefined;
  readonly account: string | undefined;
  /** How soon they promise to answer. */
  readonly responseMs: number | undefined;
  readonly routes: readonly VendorRoute[];
  readonly steps: readonly { readonly afterMs: number; readonly route: string }[];
  readonly open: VendorCase | undefined;
}

/** Another incident that belongs to one, and how: it is its part, its whole, its duplicate … */
export interface RelatedIncident {
  readonly id: string;
  readonly how: 'part' | 'whole' | 'duplicate' | 'merged-into' | 'split-from';
  readonly title: string;
  readonly service: string;
  readonly severity: Incident['severity'];
  readonly phase: Incident['phase'];
  readonly team: string | undefined;
}

/** What the SLI of an incident showed over its time, from before the first bad sample on. */
export type IncidentSli =
  | {
      readonly kind: 'seen';
      readonly sloId: string;
      /** The share of events that may fail: 1 − target. */
      readonly errorBudget: number;
      readonly failingSince: number | undefined;
      /** Each point is of (at, at + stepMs]. */
      readonly stepMs: number;
      readonly points: readonly SliPoint[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface SliPoint {
  readonly at: number;
  readonly badEvents: number;
  readonly totalEvents: number;
  readonly coverage: number;
}

/** What the incident policy asks for; durations in ms. */
export interface IncidentRules {
  readonly severities: readonly {
    readonly severity: Incident['severity'];
    readonly criteria: string;
    readonly responseMs: number;
    readonly causeMs: number | undefined;
    readonly recoveryMs: number;
    readonly fullCrew: boolean;
    readonly told: readonly { readonly audience: Audience; readonly everyMs: number }[];
  }[];
  /** What people may report, and the least that an incident is from then on. */
  readonly concerns: readonly {
    readonly concern: Concern;
    readonly severity: Incident['severity'];
    readonly reason: string;
  }[];
}
