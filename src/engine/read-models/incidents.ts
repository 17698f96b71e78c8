import type { Incident, IncidentEvent } from '../../core/incident/incident.js';
import type { DeliveryStatus } from './deliveries.js';

export interface IncidentDetail {
  readonly incident: Incident;
  readonly timeline: readonly IncidentEvent[];
  /** Whom its alerts were told to, and how far each message came; oldest first. */
  readonly proof: readonly DeliveryStatus[];
}
