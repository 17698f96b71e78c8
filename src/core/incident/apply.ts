import type { Incident, IncidentEvent, IncidentSeverity } from './incident.js';

/** The incident after one more event of its history. The first event must be `declared`. */
export function applyIncidentEvent(incident: Incident | undefined, event: IncidentEvent): Incident {
  if (!incident) return declared(event);
  return { ...incident, ...changes(incident, event), eventCount: event.seq };
}

/** The incident that a whole history leaves; undefined for an empty one. */
export function replayIncident(history: readonly IncidentEvent[]): Incident | undefined {
  return history.reduce<Incident | undefined>(applyIncidentEvent, undefined);
}

function changes(incident: Incident, event: IncidentEvent): Partial<Incident> {
  const policyId = String(event.data.policyId ?? '');
  switch (event.kind) {
    case 'tier-joined':
      return { tiers: [...incident.tiers, policyId] };
    case 'tier-cleared':
      return { tiers: incident.tiers.filter((tier) => tier !== policyId) };
    case 'severity-raised':
      return { severity: severityOf(event), severityReason: String(event.data.reason ?? '') };
    case 'alert-ended':
      return { status: 'monitoring', alertEndedAt: event.at };
    case 'alert-resumed':
      return { status: 'open', alertEndedAt: undefined };
    case 'acknowledged':
      return {
        acknowledgedAt: event.at,
        acknowledgedBy: event.by,
        acknowledgedVia: String(event.data['via'] ?? 'API'),
      };
    case 'resolved':
      return { status: 'resolved', resolvedAt: event.at };
    case 'declared':
    case 'sight-lost':
    case 'sight-regained':
    case 'passed-on':
    case 'noted':
      return {};
  }
}

function declared(event: IncidentEvent): Incident {
  const { data } = event;
  return {
    id: event.incidentId,
    sloId: String(data.sloId),
    service: String(data.service),
    slo: String(data.slo),
    title: String(data.title),
    severity: severityOf(event),
    severityReason: String(data.reason),
    status: 'open',
    openedAt: event.at,
    failingSince: typeof data.failingSince === 'number' ? data.failingSince : undefined,
    acknowledgedAt: undefined,
    acknowledgedBy: undefined,
    acknowledgedVia: undefined,
    alertEndedAt: undefined,
    resolvedAt: undefined,
    tiers: [],
    eventCount: event.seq,
  };
}

function severityOf(event: IncidentEvent): IncidentSeverity {
  const { severity } = event.data;
  return severity === 'sev1' || severity === 'sev2' || severity === 'sev4' ? severity : 'sev3';
}
