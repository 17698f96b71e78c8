import type { IncidentEvent } from './incident.js';

/** An event that becomes due at an instant (epoch ms). */
export interface IncidentTimer extends Pick<IncidentEvent, 'kind' | 'text' | 'data'> {
  readonly dueAt: number;
}
