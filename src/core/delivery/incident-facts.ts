import type { IncidentPhase } from '../incident/phases.js';
import type { IncidentSeverity } from '../incident/severities.js';

/** What a page says of its incident besides the alert. */
export interface SignalIncident {
  readonly severity: IncidentSeverity;
  /** Why it is so severe. */
  readonly severityReason: string;
  /** What the policy calls so severe. */
  readonly means: string;
  /** What fails, or why that is not known; undefined where the page says it by the figures of its SLO. */
  readonly impact: string | undefined;
  /** How far it is worked on, in a word; absent until somebody begins. */
  readonly worked?: { readonly phase: IncidentPhase; readonly commander?: string };
  /** Undefined where an alert has opened it. */
  readonly declaredBy: string | undefined;
  /** Who has opened it again, and why, where that is what it tells. */
  readonly again?: string;
  /** Where people read on; undefined where nobody has said how they reach the daemon. */
  readonly url: string | undefined;
}
