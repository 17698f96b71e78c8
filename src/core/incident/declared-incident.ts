import type { Declaration } from './declaration.js';
import { severityOf, shareIn } from './event-data.js';
import type { Incident, IncidentEvent } from './incident.js';
import { UNTOUCHED } from './untouched.js';

/** The incident that its first event leaves. */
export function declared(event: IncidentEvent): Incident {
  const { data } = event;
  return {
    ...UNTOUCHED,
    id: event.incidentId,
    sloId: String(data.sloId),
    service: String(data.service),
    slo: String(data.slo),
    title: String(data.title),
    severity: severityOf(event),
    severityReason: String(data.reason),
    status: 'open',
    phase: 'declared',
    returnsTo: 'declared',
    declared: declarationOf(event),
    openedAt: event.at,
    failingSince: typeof data.failingSince === 'number' ? data.failingSince : undefined,
    acknowledgedAt: undefined,
    acknowledgedBy: undefined,
    acknowledgedVia: undefined,
    alertEndedAt: undefined,
    resolvedAt: undefined,
    impactBaseline: shareIn(event),
    severityAt: event.at,
    answersFrom: event.at,
    tiers: [],
    eventCount: event.seq,
  };
}

function declarationOf({ by, data }: IncidentEvent): Declaration | undefined {
  const { alertKey, requestKey, splitFrom } = data;
  return alertKey === undefined
    ? undefined
    : {
        by,
        alertKey: String(alertKey),
        requestKey: requestKey === undefined ? undefined : String(requestKey),
        splitFrom: splitFrom === undefined ? undefined : String(splitFrom),
      };
}
