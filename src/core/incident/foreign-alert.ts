import type { AlertSeverity } from '../slo/alert-policy.js';
import type { IncidentSeverity } from './incident.js';

/** An alert of rules that are none of ours, as it is told from outside. */
export interface ForeignAlert {
  /** Its identity where it comes from; the same for as long as it goes on. */
  readonly key: string;
  readonly name: string;
  readonly service: string;
  /** What to call it, where name and service do not say it. */
  readonly title?: string;
  /** Who reports it, where that is no Alertmanager. */
  readonly reportedBy?: string;
  /** The incident that a person declared with it: it goes on until that is resolved. */
  readonly declares?: string;
  readonly severity: IncidentSeverity;
  readonly severityReason: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly runbook: string | undefined;
  /** Epoch ms. */
  readonly startsAt: number | undefined;
}

/** What is small enough to wait is a ticket. */
export function alertSeverityOf(severity: IncidentSeverity): AlertSeverity {
  return severity === 'sev4' ? 'ticket' : 'page';
}
