import type { ComponentState } from '../../core/status-page/component-state.js';
import type { Uptime } from '../../core/status-page/uptime.js';
import type { IncidentStatus } from '../../core/incident/phases.js';

/** Everything that the public status page of a unit shows: nothing else of the daemon is in it. */
export interface StatusPageView {
  readonly unit: string;
  readonly title: string;
  /** Where its customers go from here. */
  readonly link: string | undefined;
  readonly at: number;
  /** The worst of its components. */
  readonly state: ComponentState;
  readonly components: readonly {
    readonly name: string;
    readonly state: ComponentState;
    readonly uptime: Uptime;
  }[];
  /** Those that are open, and those that ended in the last 14 days; the newest first. */
  readonly incidents: readonly PublicIncident[];
}

/** An incident as everybody may see it. */
export interface PublicIncident {
  /** Says nothing but that it is this one. */
  readonly id: string;
  readonly state: ComponentState;
  readonly status: IncidentStatus;
  /** The components that it is of. */
  readonly components: readonly string[];
  readonly beganAt: number;
  readonly resolvedAt: number | undefined;
  /** What was approved for customers, the newest first. */
  readonly updates: readonly { readonly at: number; readonly text: string }[];
}

/** A status page as those see it who run it. */
export interface StatusPageEntry {
  readonly unit: string;
  readonly title: string;
  readonly components: readonly {
    readonly name: string;
    /** How many SLOs stand behind it; none: its state is unknown. */
    readonly slos: number;
    /** What it names and nothing is there of: SLOs, or the service. */
    readonly missing: readonly string[];
  }[];
}
