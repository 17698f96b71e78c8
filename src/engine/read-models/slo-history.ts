import type { HistoryStep } from '../../core/slo-history/slo-history.js';
import type { LastDeploy } from '../../core/delivery/signal.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import type { Incident } from '../../core/incident/incident.js';
import type { AlertSeverity } from '../../core/slo/alert-policy.js';
import type { PolicyBand } from '../../core/slo/budget-policy.js';

/** An SLO's past, step by step, with what happened in it. Ratios are 0-1. */
export interface SloHistoryView {
  readonly id: string;
  readonly target: number;
  /** The window of the budget in words. */
  readonly window: string;
  readonly dataUntil: number | undefined;
  /** (startAt, endAt] is what the steps are of. */
  readonly startAt: number;
  readonly endAt: number;
  /** Nothing is kept of the time before. */
  readonly keptSinceAt: number;
  readonly stepMs: number;
  /** The slots of which steps are made; windows of tiers end at their edges. */
  readonly slotMs: number;
  /** With less of its window known (0-1) no budget is told. */
  readonly minCoverage: number;
  readonly historyLoaded: number;
  /** From the fullest to the emptiest; the last has no lower edge. */
  readonly bands: readonly PolicyBand[];
  readonly steps: readonly HistoryStep[];
  readonly tiers: readonly TierHistoryView[];
  /** The newest first. */
  readonly alerts: readonly PastAlert[];
  readonly alertsLeftOut: number;
  readonly incidents: readonly PastIncident[];
  /** The newest first. */
  readonly deploys: readonly LastDeploy[];
  /** How many older ones there were in this time. */
  readonly deploysLeftOut: number;
  /** The policy's band that the budget was in before the first change of this time, or `unknown`; undefined where nothing was recorded yet. */
  readonly bandBefore: string | undefined;
  /** Oldest first. */
  readonly bandChanges: readonly BandChange[];
  readonly bandChangesLeftOut: number;
  readonly exclusions: readonly PastExclusion[];
}

/** One entry per step in each list: the highest burn rates of windows that ended in it, and whether both were over in one instant. */
export interface TierHistoryView {
  readonly policyId: string;
  readonly severity: AlertSeverity;
  readonly burnRateThreshold: number;
  readonly minBadEvents: number;
  readonly longWindowMs: number;
  readonly shortWindowMs: number;
  readonly long: readonly (number | undefined)[];
  readonly short: readonly (number | undefined)[];
  readonly over: readonly boolean[];
}

/** The budget came into another band, or became `unknown`. */
export interface BandChange {
  readonly at: number;
  readonly band: string;
}

export interface PastAlert {
  readonly severity: AlertSeverity;
  readonly openedAt: number;
  /** Undefined while it is open. */
  readonly endedAt: number | undefined;
  readonly incidentId: string | undefined;
}

export type PastIncident = Pick<
  Incident,
  'id' | 'title' | 'severity' | 'phase' | 'openedAt' | 'alertEndedAt' | 'resolvedAt'
>;

export interface PastExclusion extends Pick<Exclusion, 'id' | 'kind' | 'author' | 'reason'> {
  readonly startAt: number;
  readonly endAt: number;
}

/** What a page or a ticket would say if this tier fired. */
export interface PagePreview {
  readonly policyId: string;
  readonly severity: AlertSeverity;
  /** The tier does not fire now: its figures are made up, just over the threshold at the traffic of now. */
  readonly isMadeUp: boolean;
  readonly title: string;
  readonly lines: readonly string[];
  /** Who would be told, by the routes. */
  readonly receivers: readonly string[];
  /** What of it is not of now, where another replica judges the SLO. */
  readonly note: string | undefined;
}
