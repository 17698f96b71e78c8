import type { IncidentEvent, IncidentSeverity } from './incident.js';

/** The severity that an event tells. */
export function severityOf(event: IncidentEvent): IncidentSeverity {
  const { severity } = event.data;
  return severity === 'sev1' || severity === 'sev2' || severity === 'sev4' ? severity : 'sev3';
}

/** The share of failing events that an event tells; undefined when it tells none. */
export function shareIn({ data }: IncidentEvent): number | undefined {
  return typeof data['errorRatio'] === 'number' ? data['errorRatio'] : undefined;
}
