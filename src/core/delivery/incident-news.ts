import type { IncidentPhase, RoleHolders } from '../incident/phases.js';
import type { IncidentSeverity } from '../incident/severities.js';

/** What the room of an incident is told: what has just happened, and how it stands since. Instants are epoch ms. */
export interface IncidentNews {
  readonly title: string;
  readonly openedAt: number;
  readonly severity: IncidentSeverity;
  readonly phase: IncidentPhase;
  readonly roles: RoleHolders;
  readonly acknowledgedBy: string | undefined;
  /** When the first of all audiences is to hear of it next; undefined when none is. */
  readonly nextUpdateAt: number | undefined;
  /** The events of one decision, in their order; at least one. */
  readonly events: readonly {
    readonly at: number;
    /** `engine`, or the person who acted. */
    readonly by: string;
    readonly text: string;
  }[];
  /** The addresses at this receiver of those who were called or got a role by it. */
  readonly invited: readonly string[];
}
